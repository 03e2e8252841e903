using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Can right answers be guessed from their place? Tasks of a form with equally many options are judged together: one place with more than
/// half of at least eight right answers, a place that is never right among at least three tasks an option, four right answers in a row
/// at one place. Of two options one has about half and runs of four are common, so there it takes three quarters and six in a row.
/// </summary>
internal static class KeyPositionRules
{
    internal const int FewestTasks = 8;
    internal const int LongestRun = 3;
    internal const int LongestRunOfTwo = 5;

    public static IEnumerable<LintFinding> Examine(Instrument instrument) => instrument.Forms.Values.SelectMany(form =>
        RightAnswer.Of(form).GroupBy(task => task.Options).SelectMany(tasks => Examine([.. tasks.Select(task => task.Place)], tasks.Key)
            .Select(message => new LintFinding(
                LintSeverity.Warning,
                "key-position",
                BalanceRules.PathOf(form),
                $"Form {form.Id}, tasks with {tasks.Key} options: {message}"))));

    private static IEnumerable<FormattableString> Examine(ImmutableArray<int> places, int options)
    {
        double most = options == 2 ? 0.75 : 0.5;
        for (int place = 0; place < options; place++)
        {
            int right = places.Count(each => each == place);
            if (places.Length >= FewestTasks && right > most * places.Length)
            {
                yield return $"option {new Position(place)} is right in {right} of {places.Length}.";
            }

            if (right == 0 && places.Length >= 3 * options)
            {
                yield return $"option {new Position(place)} is never right in {places.Length}.";
            }
        }

        int run = LongestRunIn(places);
        if (run > (options == 2 ? LongestRunOfTwo : LongestRun))
        {
            yield return $"the same option is right {run} times in a row.";
        }
    }

    private static int LongestRunIn(ImmutableArray<int> places)
    {
        int longest = 0;
        int run = 0;
        for (int task = 0; task < places.Length; task++)
        {
            run = task > 0 && places[task] == places[task - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
