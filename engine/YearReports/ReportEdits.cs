using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.YearReports;

/// <summary>What people wrote over a draft, beside it: the draft itself never changes. Pure.</summary>
/// <param name="LeftOut">Sections.</param>
internal sealed partial record ReportEdits(ImmutableArray<ReportEdit> Texts, ImmutableArray<string> LeftOut)
{
    public const int Longest = 4_000;

    /// <summary>So many own paragraphs and edits make more than a report.</summary>
    public const int Most = 300;

    public static ReportEdits None { get; } = new([], []);

    public ReportEdit? Find(string paragraph) => Texts.FirstOrDefault(one => one.Paragraph == paragraph);

    /// <summary>With another text of a paragraph; null: with what the rules wrote.</summary>
    public ReportEdits With(ReportEdit edit, string? text) => this with
    {
        Texts = text is null ? [.. Texts.Where(one => one.Paragraph != edit.Paragraph)]
            : Find(edit.Paragraph) is { } known ? Texts.Replace(known, edit with { Text = text })
            : [.. Texts, edit with { Text = text }],
    };

    public ReportEdits With(string section, bool isLeftOut) => this with { LeftOut = [.. LeftOut.Where(one => one != section), .. isLeftOut ? [section] : Array.Empty<string>()] };

    /// <summary>A draft with what people wrote. What was written over a paragraph that is no longer drafted stays in its section; of a section that is gone, in the first.</summary>
    public ReportDocument Over(ReportDocument draft) => Counted(draft with
    {
        Sections =
        [
            .. draft.Sections.Select((section, place) => section with
            {
                IsLeftOut = LeftOut.Contains(section.Id),
                Paragraphs =
                [
                    .. section.Paragraphs.Select(paragraph => Find(paragraph.Id) is { } edit ? edit.Over(paragraph) : paragraph),
                    .. Texts.Where(edit => (edit.Section == section.Id || (place == 0 && draft.Sections.All(one => one.Id != edit.Section))) && draft.Sections.All(one => one.Paragraphs.All(paragraph => paragraph.Id != edit.Paragraph)))
                        .Select(edit => edit.Alone()),
                ],
            }),
        ],
    });

    private static ReportDocument Counted(ReportDocument written)
    {
        int paragraphs = written.Sections.Where(section => !section.IsLeftOut).Sum(section => section.Paragraphs.Count(paragraph => paragraph is { Origin: ParagraphOrigin.Edited, Text.Length: 0 }));
        int sections = written.Sections.Count(section => section.IsLeftOut);
        return written with { Removed = paragraphs + sections == 0 ? null : new ReportRemoved(paragraphs, sections) };
    }

    /// <summary>The same for those who read it: without what was left out, of which only the number stays.</summary>
    public static ReportDocument Clean(ReportDocument written) => written with
    {
        Sections =
        [
            .. written.Sections.Where(section => !section.IsLeftOut).Select(section => section with
            {
                Paragraphs = [.. section.Paragraphs.Where(paragraph => paragraph.Text.Length > 0).Select(paragraph => paragraph with { Drafted = null, IsOverOlder = false })],
            }),
        ],
    };

    /// <summary>Which paragraphs two drafts have otherwise.</summary>
    public static ImmutableArray<ReportDifference> Between(ReportDocument older, ReportDocument newer)
    {
        Dictionary<string, (string Section, string Text)> before = Texted(older), after = Texted(newer);
        return
        [
            .. from id in after.Keys.Union(before.Keys)
               let was = before.GetValueOrDefault(id)
               let now = after.GetValueOrDefault(id)
               where was.Text != now.Text
               select new ReportDifference(now.Section ?? was.Section, was.Text, now.Text),
        ];
    }

    /// <summary>Plain text with its lines; signs that are not written and those that turn the direction of writing are left out.</summary>
    public static string Plain(string? text) => Unwritten().Replace((text ?? "").ReplaceLineEndings("\n"), "").Trim();

    /// <summary>Whether a name may be that of an own paragraph.</summary>
    public static bool IsOwn(string paragraph) => OwnName().IsMatch(paragraph);

    private static Dictionary<string, (string Section, string Text)> Texted(ReportDocument document) =>
        document.Sections.SelectMany(section => section.Paragraphs.Select(paragraph => (paragraph.Id, section.Title, paragraph.Text))).ToDictionary(one => one.Id, one => (one.Title, one.Text), StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069-[\n]]")]
    private static partial Regex Unwritten();

    [GeneratedRegex("^own-[0-9a-f]{8,32}$")]
    private static partial Regex OwnName();
}

/// <param name="Section">It stands in.</param>
/// <param name="Written">What the rules had written when it was written over; null of an own paragraph.</param>
internal sealed record ReportEdit(string Paragraph, string Section, string Text, string? Written)
{
    public ReportParagraph Over(ReportParagraph drafted) => new(drafted.Id, ParagraphOrigin.Edited, Sentences, drafted.Text, IsOverOlder: Written != drafted.Text);

    public ReportParagraph Alone() => new(Paragraph, ParagraphOrigin.Own, Sentences);

    private ImmutableArray<ReportSentence> Sentences => Text.Length == 0 ? [] : [new ReportSentence(Text, [])];
}

/// <summary>A paragraph that a newer draft has otherwise.</summary>
/// <param name="Section">Its title.</param>
/// <param name="Was">Null of a new one.</param>
/// <param name="Now">Null of one that is gone.</param>
public sealed record ReportDifference(string Section, string? Was, string? Now);
