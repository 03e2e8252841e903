using System.Collections.Immutable;

namespace Diagnostics.Engine.Qti;

/// <summary>Reads tests: which items in which order, and what is said before them.</summary>
internal sealed class TestFileReader(PackageFiles files, FindingList findings)
{
    private const int DeepestSections = 8;
    private const int MostItems = 5_000;

    public ImmutableArray<DraftTest> Read(IEnumerable<string> tests) => [.. tests.Select(Read).OfType<DraftTest>()];

    private DraftTest? Read(string file)
    {
        if (files.Read(file, PackageFiles.MostOfFile, isNeeded: false) is not { } content || QtiXml.Read(file, content, findings, isNeeded: false) is not { } root)
        {
            return null;
        }

        if (root.Name != "assessmentTest")
        {
            findings.LeftOut(file, root, $"The file holds no test.");
            return null;
        }

        List<string> items = [];
        List<string> told = [];
        Enter(file, root, items, told, 0);
        return new DraftTest(file, root, root["identifier"] ?? "", ItemBody.Tidy(root["title"] ?? ""), ItemBody.Tidy(string.Join(' ', told.Distinct())), [.. items]);
    }

    private void Enter(string file, QtiElement part, List<string> items, List<string> told, int depth)
    {
        foreach (QtiElement child in part.Children)
        {
            switch (child.Name)
            {
                case "testPart" or "assessmentSection":
                    Enter(file, child, items, told, depth);
                    break;
                case "assessmentSectionRef":
                    EnterOther(file, child, items, told, depth);
                    break;
                case "assessmentItemRef":
                    AddItem(file, child, items);
                    break;
                case "rubricBlock" when child["view"]?.Contains("candidate", StringComparison.Ordinal) == true:
                    told.Add(ItemBody.Of(child).Text);
                    break;
                case "selection":
                    findings.Changed(file, child, $"All items are asked, none is drawn by lot.");
                    break;
                case "ordering" when child.Flag("shuffle"):
                    findings.Changed(file, child, $"Items stand in the order of the file.");
                    break;
                case "timeLimits":
                    findings.LeftOut(file, child, $"An instrument has no limit of time; a battery gives its step one (seconds).");
                    break;
                case "preCondition" or "branchRule" or "adaptiveSelection":
                    findings.LeftOut(file, child, $"Items do not hang on answers to others.");
                    break;
                case "testFeedback":
                    findings.LeftOut(file, child, $"What is said after a test is not kept.");
                    break;
            }
        }
    }

    private void EnterOther(string file, QtiElement reference, List<string> items, List<string> told, int depth)
    {
        if (depth >= DeepestSections || PackageFiles.Resolve(file, reference["href"] ?? "") is not { } place || !files.Has(place))
        {
            findings.LeftOut(file, reference, $"The section is not in the package.");
        }
        else if (files.Read(place, PackageFiles.MostOfFile, isNeeded: false) is { } content && QtiXml.Read(place, content, findings, isNeeded: false) is { Name: "assessmentSection" } section)
        {
            Enter(place, section, items, told, depth + 1);
        }
    }

    private void AddItem(string file, QtiElement reference, List<string> items)
    {
        if (PackageFiles.Resolve(file, reference["href"] ?? "") is not { } place || !files.Has(place))
        {
            findings.LeftOut(file, reference, $"The item is not in the package.");
        }
        else if (items.Count < MostItems && !items.Contains(place))
        {
            items.Add(place);
        }
    }
}

/// <param name="Instruction">What is said before the items; empty where nothing is.</param>
/// <param name="Items">Files of its items, in their order.</param>
internal sealed record DraftTest(string File, QtiElement At, string Identifier, string Title, string Instruction, ImmutableArray<string> Items);
