import java.io.File;
import java.io.PrintStream;
import java.util.TreeSet;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Checks ontologies against OWL 2 DL and OWL 2 RL with the OWLAPI that owlready2 ships in its HermiT.jar.
 *
 * Run by the source launcher: java -cp HermiT.jar Profile.java FILE... (RDF/XML or N-Triples, without imports).
 * Writes lines of three fields parted by tabs: the number of the file, counted from zero, a word, a text.
 * The words: "DL" or "RL" with one violation; "error" with the reason a file could not be read; "axioms" with the
 * number of axioms, as the last line of a file that was checked.
 */
public class Profile {
    private static PrintStream out;

    public static void main(String[] files) throws Exception {
        out = new PrintStream(System.out, true, "UTF-8");
        for (int index = 0; index < files.length; index++) {
            try {
                check(index, new File(files[index]));
            } catch (Exception | StackOverflowError error) {
                say(index, "error", String.valueOf(error));
            }
        }
    }

    private static void check(int index, File file) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(file);
        violations(index, "DL", new OWL2DLProfile(), ontology);
        violations(index, "RL", new OWL2RLProfile(), ontology);
        say(index, "axioms", String.valueOf(ontology.getAxiomCount()));
    }

    private static void violations(int index, String word, OWLProfile profile, OWLOntology ontology) {
        TreeSet<String> texts = new TreeSet<>();
        for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
            texts.add(String.valueOf(violation));
        }
        texts.forEach(text -> say(index, word, text));
    }

    private static void say(int index, String word, String text) {
        out.println(index + "\t" + word + "\t" + text.replaceAll("\\s+", " "));
    }
}
