using System.Collections.Immutable;
using System.Text;

namespace Diagnostics.Engine.Qti;

/// <summary>A place of a body flattened to what an instrument can hold: one line of text, pictures, interactions.</summary>
internal sealed class ItemBody
{
    private static readonly string[] Blocks =
    [
        "itemBody", "contentBody", "prompt", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "section", "article", "header", "footer",
        "address", "figure", "figcaption", "br", "hr",
    ];

    private static readonly string[] Inline = ["span", "bdi", "bdo", "abbr", "acronym", "wbr", "label"];

    private static readonly string[] Emphasis = ["b", "i", "em", "strong", "u", "small", "big", "tt", "code", "kbd", "samp", "var", "q", "cite", "dfn", "a", "mark"];

    /// <summary>What is said after an answer, or to machines.</summary>
    private static readonly string[] Aside =
        ["feedbackInline", "feedbackBlock", "catalogInfo", "stylesheet", "style", "companionMaterialsInfo", "positionObjectStage"];

    /// <summary>Where something is typed within a sentence; no character of XML is this one.</summary>
    private const char Gap = '\u0001';

    private readonly StringBuilder _text = new();
    private readonly SortedSet<string> _lost = new(StringComparer.Ordinal);

    /// <summary>The text: on one line, without blanks around it.</summary>
    public string Text => Tidy(_text.ToString().Trim(' ', '\t', '\r', '\n', Gap).Replace(Gap, '…'));

    /// <summary>Elements with pictures, in their order.</summary>
    public List<QtiElement> Pictures { get; } = [];

    public List<QtiElement> Interactions { get; } = [];

    /// <summary>What only scorers are told.</summary>
    public string Solution { get; private set; } = "";

    /// <summary>Words at the ends of a slider, where our own item says them.</summary>
    public ImmutableArray<string> Ends { get; private set; } = [];

    /// <summary>What an instrument cannot hold and a task might hang on; null where there is none.</summary>
    public QtiElement? Refused { get; private set; }

    /// <summary>Names of markup and asides whose words or look are not kept.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    public static ItemBody Of(QtiElement element)
    {
        ItemBody body = new();
        body.Enter(element);
        return body;
    }

    /// <summary>Text as files of instruments have it.</summary>
    public static string Tidy(string text)
    {
        StringBuilder tidy = new();
        foreach (char c in text)
        {
            bool isBlank = c == ' ' || char.IsControl(c) || c is '\u2028' or '\u2029';
            if (!isBlank)
            {
                tidy.Append(c);
            }
            else if (tidy.Length > 0 && tidy[^1] != ' ')
            {
                tidy.Append(' ');
            }
        }

        int first = 0;
        int last = tidy.Length;
        while (last > first && (char.IsWhiteSpace(tidy[last - 1]) || tidy[last - 1] == '\uFEFF'))
        {
            last--;
        }

        while (first < last && (char.IsWhiteSpace(tidy[first]) || tidy[first] == '\uFEFF'))
        {
            first++;
        }

        return tidy.ToString(first, last - first);
    }

    private void Enter(QtiElement element)
    {
        foreach ((string? text, QtiElement? child) in element.Content)
        {
            if (child is null)
            {
                _text.Append(text);
            }
            else
            {
                Take(child);
            }
        }
    }

    private void Take(QtiElement child)
    {
        if (child.Name.EndsWith("Interaction", StringComparison.Ordinal))
        {
            Interactions.Add(child);
            _text.Append(child.Name is "textEntryInteraction" or "inlineChoiceInteraction" ? $" {Gap} " : " ");
        }
        else if (child.Name is "img" or "svg" || (child.Name == "object" && child["type"]?.StartsWith("image/", StringComparison.Ordinal) == true))
        {
            Pictures.Add(child);
            _text.Append(' ');
        }
        else if (child.Name == "rubricBlock")
        {
            TakeRubric(child);
        }
        else if (child["class"] == QtiNames.EndsClass)
        {
            Ends = [.. child.Children.Select(end => Tidy(end.Text))];
        }
        else if (Blocks.Contains(child.Name))
        {
            _text.Append(' ');
            Enter(child);
            _text.Append(' ');
        }
        else if (Inline.Contains(child.Name) || Emphasis.Contains(child.Name))
        {
            if (Emphasis.Contains(child.Name))
            {
                _lost.Add(child.Name);
            }

            Enter(child);
        }
        else if (Aside.Contains(child.Name))
        {
            _lost.Add(child.Name);
        }
        else
        {
            Refused ??= child;
        }
    }

    private void TakeRubric(QtiElement rubric)
    {
        string view = rubric["view"] ?? "";
        if (view.Contains("candidate", StringComparison.Ordinal))
        {
            _text.Append(' ');
            Enter(rubric);
            _text.Append(' ');
        }
        else if (view.Contains("scorer", StringComparison.Ordinal) && Solution.Length == 0)
        {
            ItemBody told = Of(rubric);
            Solution = told.Text;
            _lost.UnionWith(told.Lost);
        }
        else
        {
            _lost.Add("rubricBlock");
        }
    }
}
