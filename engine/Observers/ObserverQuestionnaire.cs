using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Observers;

/// <summary>Which questions a colleague is asked, now and when a form was answered.</summary>
internal sealed class ObserverQuestionnaire(InstrumentLibrary instruments)
{
    private const string Rating = "teacher-rating";
    private const string InLessons = "lessons";

    /// <summary>What is asked now.</summary>
    public ObserverQuestions Now { get; } = OfForm(instruments.Newest(Rating)!)!;

    /// <summary>What was asked when it was answered; null for a version without this form, or one that the library has not got: what was answered then is known only as numbers.</summary>
    public ObserverQuestions? Find(string version) =>
        instruments.All.FirstOrDefault(one => one.Id == Rating && one.Version == version) is { } instrument ? OfForm(instrument) : null;

    private static ObserverQuestions? OfForm(Instrument instrument) =>
        instrument.Forms.TryGetValue(InLessons, out InstrumentForm? form) ? ObserverQuestions.Of(instrument, form) : null;
}
