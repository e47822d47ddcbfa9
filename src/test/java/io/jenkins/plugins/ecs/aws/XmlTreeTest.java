package io.jenkins.plugins.ecs.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.Test;

/** Answers of Query services as trees; what is hostile in them. */
public class XmlTreeTest {

    private static String tree(String xml) throws XMLStreamException {
        return XmlTree.read(xml.getBytes(StandardCharsets.UTF_8)).toString().replace('"', '\'');
    }

    @Test
    public void listsObjectsAndTextsAreToldApart() throws XMLStreamException {
        assertThat(
                tree("<R xmlns='http://example.com/'><A><member><B>1</B></member><member><B>2 &lt; 3</B></member></A>"
                        + "<C>\n <D>x</D>\n</C><E/></R>"),
                is("{'A':[{'B':'1'},{'B':'2 < 3'}],'C':{'D':'x'},'E':''}"));
    }

    @Test
    public void aListOfOneIsAListAndWhatComesAgainBecomesOne() throws XMLStreamException {
        assertThat(
                tree("<R><A><member>1</member></A><B>1</B><B>2</B><B>3</B></R>"), is("{'A':['1'],'B':['1','2','3']}"));
    }

    @Test
    public void noFileIsReadAndNoEntityIsExpanded() {
        String[] hostile = {
            "<!DOCTYPE R [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><R><A>&x;</A></R>",
            "<!DOCTYPE R SYSTEM 'http://127.0.0.1:1/evil.dtd'><R/>",
            "<!DOCTYPE R [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><R>&b;</R>",
            "<R>" + "<A>".repeat(10_000) + "</A>".repeat(10_000) + "</R>",
            "<R><A></R>",
            "",
        };
        for (String xml : hostile) {
            XMLStreamException refused = assertThrows(XMLStreamException.class, () -> tree(xml));
            assertThat(refused.getMessage(), not(containsString("root:")));
        }
    }
}
