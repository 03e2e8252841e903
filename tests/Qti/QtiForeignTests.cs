using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Qti;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Instruments;

namespace Diagnostics.Tests.Qti;

/// <summary>Packages in the manner of other systems: what they hold survives, or the report says where it went.</summary>
public sealed class QtiForeignTests
{
    private const string Two = "xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p2\"";
    private const string Three = "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\"";

    [Fact]
    public void The_example_becomes_an_instrument_the_linter_takes_and_says_what_it_left_out()
    {
        QtiReading reading = QtiPackages.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "examples", "qti_school_day.zip")), new QtiReadingOptions { Id = "school-day" });
        Instrument instrument = Assert.Single(reading.Instruments).Instrument;
        Assert.Equal(("school-day", "Школьный день", "Ответь на вопросы о школьном дне."), (instrument.Id, instrument.Title.Russian, instrument.Instruction.Russian));
        Assert.Equal(["bus", "plan", "lessons_map", "lessons_acid", "order", "mood", "minutes"], instrument.Forms["full"].Items.Select(item => item.Id));
        Assert.DoesNotContain(InstrumentLinter.Examine(instrument), finding => finding.Severity == LintSeverity.Error);
        Assert.IsType<CriterionScale>(Assert.Single(instrument.Forms["full"].Key.Scales));
        Assert.Equal("На каком уроке это изучают: кислоты", reading.ItemOf("lessons_acid").Text.Russian);
        Assert.Equal("0 0 120 80", reading.ItemOf("plan").Picture!.Attributes["viewBox"]);
        QtiFinding essay = Assert.Single(reading.Findings, one => one.Kind == QtiFindingKind.LeftOut);
        Assert.Equal(("items/essay.xml", 6, "qti-extended-text-interaction"), (essay.File, essay.Line, essay.Element));
    }

    [Fact]
    public void A_package_in_the_manner_of_TAO()
    {
        // Its own response processing, rubrics, a limit of time, emphasis, an identifier with a date, and a style sheet.
        string item = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <assessmentItem {Two} identifier="i16300001" title="Item 1" label="Item 1" xml:lang="ru-RU" adaptive="false" timeDependent="false" toolName="TAO" toolVersion="3.4">
              <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
                <correctResponse><value><![CDATA[choice_2]]></value></correctResponse>
              </responseDeclaration>
              <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="1"/>
              <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>1</value></defaultValue></outcomeDeclaration>
              <stylesheet href="style/custom/tao-user-styles.css" type="text/css" media="all" title=""/>
              <itemBody>
                <div class="grid-row"><div class="col-12">
                  <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1" minChoices="0" orientation="vertical">
                    <prompt>Какое число <strong>чётное</strong>?</prompt>
                    <simpleChoice identifier="choice_1" fixed="false" showHide="show">три</simpleChoice>
                    <simpleChoice identifier="choice_2" fixed="false" showHide="show"><p>четыре</p></simpleChoice>
                    <simpleChoice identifier="choice_3" fixed="false" showHide="show">пять</simpleChoice>
                  </choiceInteraction>
                </div></div>
              </itemBody>
              <responseProcessing>
                <responseCondition>
                  <responseIf>
                    <match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
                    <setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="integer">1</baseValue></sum></setOutcomeValue>
                  </responseIf>
                </responseCondition>
              </responseProcessing>
            </assessmentItem>
            """;
        string test = $"""
            <assessmentTest {Two} identifier="Test-1" title="Числа" toolName="tao">
              <testPart identifier="testPart-1" navigationMode="linear" submissionMode="individual">
                <itemSessionControl maxAttempts="1"/>
                <assessmentSection identifier="s1" required="true" fixed="false" title="Section 1" visible="true" keepTogether="true">
                  <selection select="1"/><ordering shuffle="true"/>
                  <timeLimits maxTime="60"/>
                  <rubricBlock view="candidate" class="qti-rubricBlock"><div>Выбери верный ответ.</div></rubricBlock>
                  <assessmentItemRef identifier="item-1" href="../../items/i16300001/qti.xml"/>
                </assessmentSection>
              </testPart>
            </assessmentTest>
            """;
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("imsmanifest.xml", Manifest("imsqti_test_xmlv2p2|tests/i1/test.xml", "imsqti_item_xmlv2p2|items/i16300001/qti.xml", "css2|items/i16300001/style/custom/tao-user-styles.css")),
            ("tests/i1/test.xml", test), ("items/i16300001/qti.xml", item), ("items/i16300001/style/custom/tao-user-styles.css", "p{}")));
        Item one = reading.ItemOf("i16300001");
        Assert.Equal("Какое число чётное?", one.Text.Russian);
        Assert.Equal(["три", "четыре", "пять"], one.Options.Select(option => option.Text.Russian));
        Assert.Equal("Выбери верный ответ.", reading.Instruments[0].Instrument.Instruction.Russian);
        Assert.Equal("test-1", reading.Instruments[0].Instrument.Id);
        ScaleKey scale = Assert.Single(reading.Instruments[0].Instrument.Forms["full"].Key.Scales);
        Assert.Equal(("SCORE", ScaleKind.Criterion), (scale.Id, scale.Kind));
        Assert.Equal([0, 1, 0], Assert.IsType<ItemKey.Options>(Assert.Single(scale.Items)).Points.Select(point => (int)point));
        foreach (string told in new[] { "strong", "css2", "drawn by lot", "limit of time", "order of the file" })
        {
            Assert.Contains(told, reading.Told(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_package_in_the_manner_of_Canvas()
    {
        // Version 2.1, mappings with halves and a minus, pictures by the placeholder of its files, an assessment of QTI 1.2 beside it, and English.
        string item = $"""
            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="g-5.a/1" title="Question" adaptive="false" timeDependent="false" xml:lang="en">
              <responseDeclaration identifier="response1" cardinality="single" baseType="identifier">
                <mapping defaultValue="0" lowerBound="0"><mapEntry mapKey="a" mappedValue="0.5"/><mapEntry mapKey="b" mappedValue="1"/><mapEntry mapKey="c" mappedValue="-1"/></mapping>
              </responseDeclaration>
              <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
              <itemBody>
                <div>Pick&#160;a tree<br/>or a house <img src="$IMS-CC-FILEBASE$/tree.svg" alt="A tree"/></div>
                <choiceInteraction responseIdentifier="response1" shuffle="true" maxChoices="1">
                  <simpleChoice identifier="a">a house</simpleChoice><simpleChoice identifier="b">a tree</simpleChoice><simpleChoice identifier="c">a dog</simpleChoice>
                </choiceInteraction>
              </itemBody>
              <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>
            </assessmentItem>
            """;
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("imsmanifest.xml", Manifest("imsqti_item_xmlv2p1|one/item.xml", "imsqti_xmlv1p2|two/assessment.xml", "associatedcontent/imscc_xmlv1p1/learning-application-resource|two/assessment_meta.xml")),
            ("one/item.xml", item), ("two/assessment.xml", "<questestinterop/>"), ("two/assessment_meta.xml", "<quiz/>"),
            ("one/tree.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0,0,10,10'><path d='M 1 1\n L 2 2' stroke='RED' stroke-width='2px'/></svg>")));
        Item one = reading.ItemOf("g-5_a_1");
        Assert.Equal("Pick\u00a0a tree or a house", one.Text.Russian);
        Assert.Equal("A tree", one.PictureText!.Russian);
        Assert.Equal(("#ff0000", "2"), (one.Picture!.Children[0].Attributes["stroke"], one.Picture.Children[0].Attributes["stroke-width"]));
        Assert.Equal([1, 2, 0], Assert.IsType<ItemKey.Options>(reading.Instruments[0].Instrument.Forms["full"].Key.Scales[0].Items[0]).Points.Select(point => (int)point));
        foreach (string told in new[] { "QTI 1.2 is not read", "said to be in \"en\"", "not shuffled", "each counts 2 times", "is called g-5_a_1" })
        {
            Assert.Contains(told, reading.Told(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ratings_with_the_same_answers_become_one_rating_scale()
    {
        string Rating(string id, bool reversed) => Item(id, $"""
            <qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Утверждение {id}</qti-prompt>
              <qti-simple-choice identifier="n">нет</qti-simple-choice><qti-simple-choice identifier="m">не знаю</qti-simple-choice><qti-simple-choice identifier="y">да</qti-simple-choice>
            </qti-choice-interaction>
            """, "single", "identifier", $"<qti-mapping><qti-map-entry map-key=\"n\" mapped-value=\"{(reversed ? 3 : 1)}\"/><qti-map-entry map-key=\"m\" mapped-value=\"2\"/><qti-map-entry map-key=\"y\" mapped-value=\"{(reversed ? 1 : 3)}\"/></qti-mapping>");
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("a.xml", Rating("a", false)), ("b.xml", Rating("b", true))));
        Assert.Equal(1, Assert.IsType<AnswerFormat.Likert>(reading.ItemOf("a").Format).First);
        Assert.Equal([false, true], reading.Instruments[0].Instrument.Forms["full"].Key.Scales[0].Items.Cast<ItemKey.Rating>().Select(key => key.Reversed));
        Assert.Equal(ScaleKind.Normative, reading.Instruments[0].Instrument.Scales[0].Kind);
    }

    [Theory]
    [InlineData("<qti-extended-text-interaction response-identifier='RESPONSE'/>", "no answer format")]
    [InlineData("<qti-hotspot-interaction response-identifier='RESPONSE'/>", "no answer format")]
    [InlineData("<qti-portable-custom-interaction response-identifier='RESPONSE'/>", "no answer format")]
    [InlineData("<p>Слово: <qti-text-entry-interaction response-identifier='RESPONSE'/></p>", "Free text is not asked")]
    [InlineData("<p>Текст без вопроса</p>", "nothing to answer")]
    [InlineData("<p>x<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math></p>", "text and pictures only")]
    [InlineData("<table><tr><td>1</td></tr></table>", "text and pictures only")]
    [InlineData("<p>2<sup>3</sup></p>", "text and pictures only")]
    [InlineData("<audio src='a.mp3'/>", "text and pictures only")]
    [InlineData("<script>alert(1)</script>", "text and pictures only")]
    [InlineData("<iframe src='https://example.org'/>", "text and pictures only")]
    [InlineData("<p><qti-printed-variable identifier='X'/></p>", "text and pictures only")]
    [InlineData("<qti-choice-interaction response-identifier='RESPONSE' max-choices='1'><qti-simple-choice identifier='a'>один</qti-simple-choice></qti-choice-interaction>", "2 to 20 options")]
    [InlineData("<qti-choice-interaction response-identifier='RESPONSE' max-choices='1'><qti-simple-choice identifier='a'>один</qti-simple-choice><qti-simple-choice identifier='a'>два</qti-simple-choice></qti-choice-interaction>", "the same identifier")]
    [InlineData("<qti-choice-interaction response-identifier='RESPONSE' max-choices='1'><qti-simple-choice identifier='a'/><qti-simple-choice identifier='b'>два</qti-simple-choice></qti-choice-interaction>", "The option says nothing")]
    [InlineData("<qti-slider-interaction response-identifier='RESPONSE' lower-bound='5' upper-bound='1'><qti-prompt>Сколько?</qti-prompt></qti-slider-interaction>", "bounds of the slider are none")]
    [InlineData("<qti-slider-interaction response-identifier='RESPONSE' lower-bound='0' upper-bound='1' step='0.3'><qti-prompt>Сколько?</qti-prompt></qti-slider-interaction>", "neither ten steps nor whole numbers")]
    [InlineData("<qti-order-interaction response-identifier='RESPONSE' max-choices='1'><qti-prompt>Что?</qti-prompt><qti-simple-choice identifier='a'>1</qti-simple-choice><qti-simple-choice identifier='b'>2</qti-simple-choice></qti-order-interaction>", "Only some of the options")]
    [InlineData("<qti-match-interaction response-identifier='RESPONSE'><qti-simple-match-set><qti-simple-associable-choice identifier='a' match-max='2'>1</qti-simple-associable-choice></qti-simple-match-set><qti-simple-match-set><qti-simple-associable-choice identifier='b' match-max='2'>1</qti-simple-associable-choice></qti-simple-match-set></qti-match-interaction>", "each row takes one")]
    public void What_cannot_be_held_is_named_with_its_file_line_and_element(string body, string reason)
    {
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("good.xml", Good()), ("odd.xml", Item("odd", body, "single", "string"))));
        Assert.Equal("good", Assert.Single(Assert.Single(reading.Instruments).Instrument.Forms["full"].Items).Id);
        QtiFinding finding = reading.Findings.First(one => one.File == "odd.xml");
        Assert.Equal(QtiFindingKind.LeftOut, finding.Kind);
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
        Assert.True(finding.Line > 0 && finding.Element.Length > 0);
    }

    [Fact]
    public void A_choice_within_a_sentence_is_a_choice_below_it()
    {
        QtiReading reading = QtiPackages.Read(Item("gap", """
            <p>Столица края – <qti-inline-choice-interaction response-identifier="RESPONSE"><qti-inline-choice identifier="x">Заречье</qti-inline-choice><qti-inline-choice identifier="y">Поле</qti-inline-choice></qti-inline-choice-interaction>, не село.</p>
            """, "single", "identifier", "<qti-correct-response><qti-value>y</qti-value></qti-correct-response>"));
        Assert.Equal("Столица края – … , не село.", reading.ItemOf("gap").Text.Russian);
        Assert.Equal([0, 1], Assert.IsType<ItemKey.Options>(reading.Instruments[0].Instrument.Forms["full"].Key.Scales[0].Items[0]).Points.Select(point => (int)point));
    }

    [Fact]
    public void A_slider_of_other_bounds_is_steps_or_a_number()
    {
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("good.xml", Good()),
            ("water.xml", Item("water", "<qti-slider-interaction response-identifier='RESPONSE' lower-bound='0' upper-bound='100' step='10'><qti-prompt>Сколько процентов?</qti-prompt></qti-slider-interaction>", "single", "integer")),
            ("year.xml", Item("year", "<qti-slider-interaction response-identifier='RESPONSE' lower-bound='1900' upper-bound='2000'><qti-prompt>В каком году?</qti-prompt></qti-slider-interaction>", "single", "integer"))));
        AnswerFormat.Slider slider = Assert.IsType<AnswerFormat.Slider>(reading.ItemOf("water").Format);
        Assert.Equal(("0", "100"), (slider.Low.Russian, slider.High.Russian));
        AnswerFormat.NumberEntry number = Assert.IsType<AnswerFormat.NumberEntry>(reading.ItemOf("year").Format);
        Assert.Equal((1900, 2000, 0), (number.Min, number.Max, number.Decimals));
        Assert.Contains("0 stands for 0, 10 for 100", reading.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_no_key_of_ours_can_say_are_named_and_the_item_is_asked_without()
    {
        string odd = Item("odd", Choice("odd"), "single", "identifier", "<qti-correct-response><qti-value>a</qti-value></qti-correct-response>")
            .Replace("</qti-assessment-item>", "<qti-response-processing><qti-set-outcome-value identifier=\"SCORE\"><qti-random-float min=\"0\" max=\"1\"/></qti-set-outcome-value></qti-response-processing></qti-assessment-item>", StringComparison.Ordinal);
        string negative = Item("minus", Choice("minus"), "single", "identifier", "<qti-mapping><qti-map-entry map-key=\"a\" mapped-value=\"1\"/><qti-map-entry map-key=\"b\" mapped-value=\"-1\"/></qti-mapping>");
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("good.xml", Good()), ("odd.xml", odd), ("minus.xml", negative)));
        Assert.Equal(["minus", "odd"], Assert.Single(reading.Instruments).Instrument.Unscored);
        Assert.Contains("randomFloat is not understood", reading.Told(), StringComparison.Ordinal);
        Assert.Contains("whole numbers from 0 to 100", reading.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_dots_comes_without_the_notes_of_its_maker()
    {
        byte[] noted = MadePng.Of(MadePng.Header(6, 4, 8, 0), ("tEXt", "Author\0Somebody"u8.ToArray()), MadePng.Dots(6, 4), ("IEND", []));
        string within = $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image x='1' width='6' height='4' href='data:image/png;base64,{Convert.ToBase64String(noted)}'/></svg>";
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("good.xml", Good()), ("dots.xml", Item("dots", $"<p>Что здесь?<img src='media/p.png' alt='Дом'/></p>{Choice("dots")}", "single", "identifier")),
            ("within.xml", Item("within", $"<p>А здесь?<img src='media/p.svg' alt='Сад'/></p>{Choice("within")}", "single", "identifier")),
            ("media/p.png", Convert.ToBase64String(noted)), ("media/p.svg", within)));
        string bare = $"data:image/png;base64,{Convert.ToBase64String(MadePng.Of(6, 4))}";
        foreach (string item in new[] { "dots", "within" })
        {
            Assert.Equal(bare, Assert.Single(reading.ItemOf(item).Picture!.Children).Attributes["href"]);
        }

        Assert.Equal("0 0 6 4", reading.ItemOf("dots").Picture!.Attributes["viewBox"]);
        Assert.Empty(reading.Media);
        Assert.Equal(2, reading.Findings.Count(one => one.Reason.Contains("notes and colour profiles of a PNG", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("p.jpg", "/9j/4AAQSkZJRg==", "no picture an item holds")]
    [InlineData("p.png", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk", "it is cut off")]
    public void Pictures_that_no_item_holds_are_put_aside_and_their_items_left_out_unless_they_are_wanted_without(string name, string content, string reason)
    {
        byte[] package = QtiPackages.Zip(
            ("good.xml", Good()), ("dots.xml", Item("dots", $"<p>Что здесь?<img src='media/{name}' alt='Дом'/></p>{Choice("dots")}", "single", "identifier")), ($"media/{name}", content));
        QtiReading reading = QtiPackages.Read(package);
        Assert.Equal(name, Assert.Single(reading.Media).Name);
        Assert.Contains(reason, reading.Findings.Single(one => one.Kind == QtiFindingKind.LeftOut).Reason, StringComparison.Ordinal);
        Assert.Contains("put aside to be drawn anew", reading.Findings.Single(one => one.Kind == QtiFindingKind.LeftOut).Reason, StringComparison.Ordinal);
        QtiReading without = QtiPackages.Read(package, new QtiReadingOptions { WithoutPictures = true });
        Assert.Null(without.ItemOf("dots").Picture);
        Assert.DoesNotContain(without.Findings, one => one.Kind == QtiFindingKind.LeftOut);
    }

    [Fact]
    public void What_of_a_picture_draws_and_is_dropped_is_named_once()
    {
        string svg = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:draw="urn:draw" viewBox="0 0 10 10" preserveAspectRatio="none" xml:space="preserve">
              <draw:grid/><rect draw:corner="2" width="4" height="4" style="vector-effect:non-scaling-stroke" stroke-miterlimit="4"/>
            </svg>
            """;
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("a.xml", Item("a", $"<p>Что?<img src='p.svg' alt='Дом'/></p>{Choice("a")}", "single", "identifier", "<qti-correct-response><qti-value>a</qti-value></qti-correct-response>")),
            ("b.xml", Item("b", $"<p>Кто?<img src='p.svg' alt='Дом'/></p>{Choice("b")}", "single", "identifier")), ("p.svg", svg)));
        Assert.NotNull(reading.ItemOf("b").Picture);
        QtiFinding finding = Assert.Single(reading.Findings, one => one.File == "p.svg");
        Assert.Equal((QtiFindingKind.Changed, 1, "svg"), (finding.Kind, finding.Line, finding.Element));
        Assert.Equal("The picture may look otherwise, dropped of it: <grid> of urn:draw, corner of urn:draw, preserveAspectRatio, vector-effect.", finding.Reason);
        string plain = svg.Replace("\"none\"", "\"xMidYMid\"", StringComparison.Ordinal).Replace("vector-effect:non-scaling-stroke", "", StringComparison.Ordinal)
            .Replace("<draw:grid/>", "", StringComparison.Ordinal).Replace("draw:corner=\"2\"", "", StringComparison.Ordinal);
        Assert.DoesNotContain(
            QtiPackages.Read(QtiPackages.Zip(("a.xml", Item("a", $"<p>Что?{plain}</p>{Choice("a")}", "single", "identifier", "<qti-correct-response><qti-value>a</qti-value></qti-correct-response>")))).Findings,
            one => one.Reason.StartsWith("The picture may look", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("default-value='-1' lower-bound='0'", false)]
    [InlineData("default-value='-1' lower-bound='-1'", false)]
    [InlineData("default-value='0' upper-bound='1'", false)]
    [InlineData("default-value='0' lower-bound='0' upper-bound='2'", true)]
    public void A_match_is_scored_by_rows_only_where_its_bounds_cut_nothing_off(string bounds, bool isSum)
    {
        string match = """
            <qti-match-interaction response-identifier="RESPONSE" max-associations="2"><qti-prompt>Где?</qti-prompt>
              <qti-simple-match-set><qti-simple-associable-choice identifier="x" match-max="1">кит</qti-simple-associable-choice><qti-simple-associable-choice identifier="y" match-max="1">ёж</qti-simple-associable-choice></qti-simple-match-set>
              <qti-simple-match-set><qti-simple-associable-choice identifier="p" match-max="2">море</qti-simple-associable-choice><qti-simple-associable-choice identifier="q" match-max="2">лес</qti-simple-associable-choice></qti-simple-match-set>
            </qti-match-interaction>
            """;
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("good.xml", Good()), ("m.xml", Item(
            "m", match, "multiple", "directedPair", $"<qti-mapping {bounds}><qti-map-entry map-key='x p' mapped-value='1'/><qti-map-entry map-key='y q' mapped-value='1'/></qti-mapping>"))));
        Assert.NotNull(reading.ItemOf("m_x"));
        Assert.Equal(!isSum, reading.Told().Contains("points are for all rows together", StringComparison.Ordinal));
        Assert.Equal(!isSum, reading.Instruments[0].Instrument.Unscored.Contains("m_x"));
    }

    [Fact]
    public void One_item_alone_is_an_instrument_of_one_item()
    {
        QtiReading reading = QtiPackages.Read(Good());
        Assert.Equal("Хорошо", Assert.Single(reading.Instruments).Instrument.Title.Russian);
        Assert.Equal("good", reading.Instruments[0].Instrument.Id);
    }

    [Fact]
    public void Broken_packages_say_what_is_broken_and_take_the_rest()
    {
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("imsmanifest.xml", Manifest("imsqti_item_xmlv3p0|good.xml", "imsqti_item_xmlv3p0|torn.xml", "imsqti_item_xmlv3p0|gone.xml", "imsqti_item_xmlv3p0|other.xml", "imsqti_test_xmlv3p0|test.xml")),
            ("good.xml", Good()), ("torn.xml", "<qti-assessment-item>\n<qti-item-body>"), ("other.xml", "<html/>"), ("test.xml", $"<qti-assessment-test {Three} identifier='t' title='Т'><qti-test-part><qti-assessment-section><qti-assessment-item-ref identifier='x' href='../../x.xml'/></qti-assessment-section></qti-test-part></qti-assessment-test>")));
        Assert.Single(reading.Instruments);
        Assert.Contains("LeftOut torn.xml:2: : Not well-formed XML", reading.Told(), StringComparison.Ordinal);
        Assert.Contains("LeftOut gone.xml:0: : The package has no such file.", reading.Told(), StringComparison.Ordinal);
        Assert.Contains("LeftOut other.xml:1: html: The file holds no item.", reading.Told(), StringComparison.Ordinal);
        Assert.Contains("qti-assessment-item-ref x: The item is not in the package.", reading.Told(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("не XML")]
    [InlineData("PK не архив")]
    [InlineData("<manifest/>")]
    [InlineData("<qti-assessment-item xmlns='http://www.imsglobal.org/xsd/imsqtiasi_v3p0' identifier='a'/>")]
    public void What_is_nothing_is_a_fault(string text)
    {
        QtiReading reading = QtiPackages.Read(text);
        Assert.Empty(reading.Instruments);
        Assert.Contains(reading.Findings, one => one.Kind == QtiFindingKind.Fault);
    }

    [Fact]
    public void A_package_without_any_key_is_no_instrument()
    {
        QtiReading reading = QtiPackages.Read(Item("survey", Choice("survey"), "single", "identifier"));
        Assert.Empty(reading.Instruments);
        Assert.Contains("has one scale at least", reading.Told(), StringComparison.Ordinal);
    }

    internal static string Good() => Item("good", Choice("good"), "single", "identifier", "<qti-correct-response><qti-value>a</qti-value></qti-correct-response>").Replace("title=\"Т\"", "title=\"Хорошо\"", StringComparison.Ordinal);

    internal static string Choice(string words) => $"""
        <qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Вопрос {words}</qti-prompt>
        <qti-simple-choice identifier="a">первое</qti-simple-choice><qti-simple-choice identifier="b">второе</qti-simple-choice></qti-choice-interaction>
        """;

    internal static string Item(string id, string body, string cardinality, string baseType, string key = "") => $"""
        <qti-assessment-item {Three} identifier="{id}" title="Т" adaptive="false" time-dependent="false">
        <qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{baseType}">{key}</qti-response-declaration>
        <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
        <qti-item-body>{body}</qti-item-body>
        </qti-assessment-item>
        """;

    internal static string Manifest(params ReadOnlySpan<string> resources)
    {
        string told = "";
        for (int place = 0; place < resources.Length; place++)
        {
            string[] both = resources[place].Split('|');
            told += $"<resource identifier=\"r{place}\" type=\"{both[0]}\" href=\"{both[1]}\"><file href=\"{both[1]}\"/></resource>";
        }

        return $"<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"package\"><organizations/><resources>{told}</resources></manifest>";
    }
}
