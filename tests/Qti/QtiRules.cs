using System.Text;
using System.Xml.Linq;

namespace Diagnostics.Tests.Qti;

/// <summary>
/// What the specifications ask of the structure of what we write, as far as we write it: which children in which order, which attributes. Written from the specifications'
/// tables, because their schemas may not be copied here.
/// </summary>
internal static class QtiRules
{
    private static readonly string[] Html = ["p", "div", "img", "span"];

    private static readonly string[] Expressions = ["baseValue", "variable", "match", "member", "not", "isNull", "sum", "subtract", "testVariables"];

    private static readonly Dictionary<string, (string[] Children, string[] Needed)> Elements = new()
    {
        ["assessmentItem"] = (["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing"], ["identifier", "title", "adaptive", "timeDependent"]),
        ["responseDeclaration"] = (["correctResponse", "mapping"], ["identifier", "cardinality", "baseType"]),
        ["outcomeDeclaration"] = (["defaultValue"], ["identifier", "cardinality", "baseType"]),
        ["correctResponse"] = (["value"], []),
        ["defaultValue"] = (["value"], []),
        ["value"] = ([], []),
        ["itemBody"] = (["div|choiceInteraction|orderInteraction|matchInteraction|sliderInteraction|p|rubricBlock"], []),
        ["choiceInteraction"] = (["prompt", "simpleChoice"], ["responseIdentifier", "maxChoices", "shuffle"]),
        ["orderInteraction"] = (["prompt", "simpleChoice"], ["responseIdentifier", "shuffle"]),
        ["matchInteraction"] = (["prompt", "simpleMatchSet"], ["responseIdentifier", "maxAssociations", "shuffle"]),
        ["simpleMatchSet"] = (["simpleAssociableChoice"], []),
        ["simpleAssociableChoice"] = (["img"], ["identifier", "matchMax"]),
        ["simpleChoice"] = (["img"], ["identifier"]),
        ["sliderInteraction"] = (["prompt"], ["responseIdentifier", "lowerBound", "upperBound"]),
        ["textEntryInteraction"] = ([], ["responseIdentifier"]),
        ["prompt"] = ([], []),
        ["rubricBlock"] = (["p|contentBody"], ["view"]),
        ["contentBody"] = (["p"], []),
        ["responseProcessing"] = (["responseCondition"], []),
        ["responseCondition"] = (["responseIf", "responseElseIf"], []),
        ["responseIf"] = (["match|member|not", "setOutcomeValue"], []),
        ["responseElseIf"] = (["match|member|not", "setOutcomeValue"], []),
        ["setOutcomeValue"] = (["baseValue|sum|subtract"], ["identifier"]),
        ["match"] = (["variable", "baseValue"], []),
        ["member"] = (["baseValue", "variable"], []),
        ["not"] = (["isNull"], []),
        ["isNull"] = (["variable"], []),
        ["sum"] = (["variable|testVariables", "baseValue"], []),
        ["subtract"] = (["baseValue", "variable"], []),
        ["baseValue"] = ([], ["baseType"]),
        ["variable"] = ([], ["identifier"]),
        ["testVariables"] = ([], ["variableIdentifier"]),
        ["assessmentTest"] = (["outcomeDeclaration", "testPart", "outcomeProcessing"], ["identifier", "title"]),
        ["testPart"] = (["assessmentSection"], ["identifier", "navigationMode", "submissionMode"]),
        ["assessmentSection"] = (["timeLimits", "rubricBlock", "assessmentItemRef"], ["identifier", "title", "visible"]),
        ["assessmentItemRef"] = ([], ["identifier", "href"]),
        ["timeLimits"] = ([], ["maxTime"]),
        ["outcomeProcessing"] = (["setOutcomeValue"], []),
        ["manifest"] = (["metadata", "organizations", "resources"], ["identifier"]),
        ["metadata"] = (["schema", "schemaversion"], []),
        ["schema"] = ([], []),
        ["schemaversion"] = ([], []),
        ["organizations"] = ([], []),
        ["resources"] = (["resource"], []),
        ["resource"] = (["file", "dependency"], ["identifier", "type"]),
        ["file"] = ([], ["href"]),
        ["dependency"] = ([], ["identifierref"]),
        ["p"] = (["textEntryInteraction"], []),
        ["div"] = (["img|p"], []),
        ["img"] = ([], ["src", "alt"]),
    };

    /// <summary>Every breach in one file; empty where it is as it should be.</summary>
    public static IEnumerable<string> BreachesOf(string file, byte[] content, bool isThree)
    {
        XElement root = XDocument.Parse(Encoding.UTF8.GetString(content)).Root!;
        string space = root.Name.NamespaceName;
        foreach (XElement element in root.DescendantsAndSelf())
        {
            string name = isThree && space.Contains("asi", StringComparison.Ordinal) ? Plain(element.Name.LocalName) : element.Name.LocalName;
            if (element.Name.NamespaceName != space)
            {
                yield return $"{file}: {name} is of another namespace";
            }

            if (!Elements.TryGetValue(name, out (string[] Children, string[] Needed) rule))
            {
                yield return $"{file}: {name} has no place here";
                continue;
            }

            foreach (string needed in rule.Needed.Where(needed => element.Attribute(isThree && !Html.Contains(name) && space.Contains("asi", StringComparison.Ordinal) ? Kebab(needed) : needed) is null))
            {
                yield return $"{file}: {name} has no {needed}";
            }

            foreach (string child in OutOfOrder(element, rule.Children, name => isThree && space.Contains("asi", StringComparison.Ordinal) ? Plain(name) : name))
            {
                yield return $"{file}: {child} stands in a wrong place of {name}";
            }
        }

        foreach (string twice in root.DescendantsAndSelf().SelectMany(element => element.Name.LocalName.EndsWith("-interaction", StringComparison.Ordinal) || element.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal)
            ? element.Descendants().Attributes("identifier").GroupBy(one => one.Value).Where(same => same.Count() > 1).Select(same => same.Key) : []))
        {
            yield return $"{file}: {twice} is there twice";
        }
    }

    /// <summary>Names of all responses and outcomes that are used and not declared.</summary>
    public static IEnumerable<string> Undeclared(byte[] content, bool isThree)
    {
        XElement root = XDocument.Parse(Encoding.UTF8.GetString(content)).Root!;
        HashSet<string> declared = [.. root.Elements().Where(one => one.Name.LocalName.Contains("eclaration", StringComparison.Ordinal)).Select(one => one.Attribute("identifier")!.Value)];
        string response = isThree ? "response-identifier" : "responseIdentifier";
        return root.Descendants().Where(one => Plain(one.Name.LocalName) is "variable" or "setOutcomeValue").Attributes("identifier").Concat(root.Descendants().Attributes(response))
            .Select(one => one.Value).Where(name => !declared.Contains(name));
    }

    public static string Plain(string name) =>
        name.StartsWith("qti-", StringComparison.Ordinal) ? string.Concat(name[4..].Split('-').Select((word, place) => place == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])) : name;

    private static string Kebab(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    private static IEnumerable<string> OutOfOrder(XElement element, string[] order, Func<string, string> plain)
    {
        int at = 0;
        foreach (string child in element.Elements().Select(one => plain(one.Name.LocalName)))
        {
            int place = Array.FindIndex(order, at, names => names.Split('|').Contains(child));
            if (place < 0 && !(Expressions.Contains(element.Name.LocalName) && Expressions.Contains(child)))
            {
                yield return child;
            }
            else
            {
                at = Math.Max(at, place);
            }
        }
    }
}
