namespace Diagnostics.Engine.YearReports;

/// <summary>What a deed at a report comes to: the edits it leaves, or why there are none. Pure.</summary>
/// <param name="Edits">Null where nothing is to be written.</param>
internal sealed record WrittenDeed(ReportOutcome Outcome, ReportEdits? Edits)
{
    /// <summary>Canonical text of the draft the edits lie over.</summary>
    public string? Over { get; init; }

    public static WrittenDeed Of(ReportChange change, ReportEdits edits, ReportDocument drafted) => change switch
    {
        ReportChange.Words words => Of(words, edits, drafted),
        ReportChange.LeaveOut leave => drafted.Sections.All(section => section.Id != leave.Section) ? new WrittenDeed(ReportOutcome.Invalid, null)
            : edits.LeftOut.Contains(leave.Section) == leave.IsLeftOut ? new WrittenDeed(ReportOutcome.Done, null)
            : new WrittenDeed(ReportOutcome.Done, edits.With(leave.Section, leave.IsLeftOut)),
        _ => throw new InvalidOperationException($"Unknown change {change.GetType().Name}."),
    };

    private static WrittenDeed Of(ReportChange.Words words, ReportEdits edits, ReportDocument drafted)
    {
        ReportEdit? known = edits.Find(words.Paragraph);
        ReportParagraph? over = drafted.Sections.FirstOrDefault(section => section.Id == words.Section)?.Paragraphs.FirstOrDefault(paragraph => paragraph.Id == words.Paragraph);
        string? text = words.Text is null ? null : ReportEdits.Plain(words.Text);
        text = text is { Length: 0 } && over is null ? null : text;
        bool isMeant = over is not null || (known is not null && known.Section == words.Section) || (ReportEdits.IsOwn(words.Paragraph) && drafted.Sections.Any(section => section.Id == words.Section));
        if (!isMeant || text is { Length: > ReportEdits.Longest } || (known is null && edits.Texts.Length >= ReportEdits.Most))
        {
            return new WrittenDeed(ReportOutcome.Invalid, null);
        }

        // The same text again, over what the rules write now: whoever sends it has looked.
        bool isConfirmed = known is not null && known.Text == text && over is not null && known.Written != over.Text;
        return known?.Text == text && !isConfirmed ? new WrittenDeed(ReportOutcome.Done, null)
            : isConfirmed ? new WrittenDeed(ReportOutcome.Done, edits.With(known! with { Written = over!.Text }, text))
            : known?.Text != words.Was ? new WrittenDeed(ReportOutcome.Changed, null)
            : new WrittenDeed(ReportOutcome.Done, edits.With(new ReportEdit(words.Paragraph, words.Section, text ?? "", over?.Text), text));
    }
}
