using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Observers;

/// <summary>What a colleague is asked about a student's doings in lessons: two of each of the six spheres, of confidence and of steps towards a choice: the short form of the library's instrument for teachers.</summary>
/// <param name="Version">Of the instrument; stored with every form.</param>
/// <param name="Answers">What the answers 1, 2, … are called.</param>
public sealed record ObserverQuestions(string Version, ImmutableArray<string> Answers, ImmutableArray<ObserverQuestion> Questions)
{
    /// <summary>Nobody had a chance to see it.</summary>
    public const int NotSeen = 0;

    /// <summary>Every question has an answer: 1 never … 5 very often, or that nobody could see it; and not all are of the last kind.</summary>
    internal bool Takes(IReadOnlyList<int> answers) =>
        answers.Count == Questions.Length && answers.All(answer => answer >= NotSeen && answer <= Answers.Length) && answers.Any(answer => answer != NotSeen);

    internal static ObserverQuestions Of(Instrument instrument, InstrumentForm form)
    {
        var often = (AnswerFormat.Likert)form.Items[0].Format;
        return new ObserverQuestions(
            instrument.Version, [.. often.Labels.Select(label => label.Russian)],
            [.. form.Items.Select((item, column) => new ObserverQuestion(SphereOf(form.Key, column), item.Text.Russian))]);
    }

    // Spheres are named by a letter.
    private static string? SphereOf(ScoringKey key, int column) => key.Scales.First(scale => scale.Items.Any(item => item.Item == column)).Id is { Length: 1 } sphere ? sphere : null;
}

/// <param name="Sphere">R, I, A, S, E or C; null with other questions.</param>
public sealed record ObserverQuestion(string? Sphere, string Text);
