using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>
/// The students of a content rehearsal. Between them every answer of every item is given by somebody, so that no key of one answer can be another without a score being another; the last one
/// leaves out and breaks off. What they answer follows from a seed, the place of the item and its format alone, never from a key: a changed key changes no answer. Pure.
/// </summary>
internal static class ContentScript
{
    private const ulong Seed = 20_261_123;
    private const int MsAnItem = 3_000;

    /// <summary>As many as the item with most answers has, and the one who leaves out.</summary>
    public static int StudentsOf(Battery battery) =>
        Math.Min(RehearsalSize.MostStudents, battery.Steps.SelectMany(step => step.Form.Items).Max(Alternatives) + 1);

    /// <summary>Entries of one student's log in order, limited sections with their start.</summary>
    /// <param name="battery">What is answered.</param>
    /// <param name="student">From 0.</param>
    public static IEnumerable<AnswerEntry> Answers(Battery battery, int student)
    {
        bool leavesOut = student == StudentsOf(battery) - 1;
        long at = 0;
        for (int index = 0; index < battery.Steps.Length; index++)
        {
            BatteryStep step = battery.Steps[index];
            if (step.Seconds is not null)
            {
                yield return new AnswerEntry(battery.ItemCount + index, AnswerRules.Start, at);
            }

            SplitMix64 turns = new(Seed);
            for (int place = 0; place < step.Form.Items.Length; place++)
            {
                int turn = (int)(turns.Next() % 1_000) + student;
                at += MsAnItem;
                if (!leavesOut || (place % 3 != 2 && 4 * place < 3 * step.Form.Items.Length))
                {
                    yield return new AnswerEntry(step.FirstItem + place, Answer(step.Form.Items[place], turn), at);
                }
            }
        }
    }

    /// <summary>The same as a finished session keeps them, by item.</summary>
    public static string?[] ValuesOf(Battery battery, int student)
    {
        string?[] values = new string?[battery.ItemCount];
        foreach (AnswerEntry answer in Answers(battery, student).Where(entry => entry.Item < values.Length))
        {
            values[answer.Item] = answer.Value;
        }

        return values;
    }

    private static int Alternatives(Item item) => item.Format switch
    {
        AnswerFormat.Likert likert => likert.Labels.Length,
        AnswerFormat.Slider => 11,
        AnswerFormat.NumberEntry => 5,
        AnswerFormat.BestWorst => item.Options.Length * (item.Options.Length - 1),
        AnswerFormat.Pair or AnswerFormat.SingleChoice or AnswerFormat.MultipleChoice or AnswerFormat.Ranking => item.Options.Length,
        _ => throw new InvalidOperationException($"Unknown format {item.Format.GetType().Name}."),
    };

    private static string Answer(Item item, int turn)
    {
        int which = turn % Alternatives(item);
        return item.Format switch
        {
            AnswerFormat.Likert likert => Text(likert.First + which),
            AnswerFormat.Slider or AnswerFormat.Pair or AnswerFormat.SingleChoice => Text(which),
            AnswerFormat.BestWorst => BestWorst(which, item.Options.Length),
            AnswerFormat.MultipleChoice multiple => Some(which, item.Options.Length, multiple),
            AnswerFormat.Ranking => string.Join('>', Enumerable.Range(0, item.Options.Length).Select(place => Text((place + which) % item.Options.Length))),
            AnswerFormat.NumberEntry number => CanonicalAnswer.Of(
                Math.Clamp(decimal.Round(number.Min + ((number.Max - number.Min) * which / 4), number.Decimals, MidpointRounding.ToZero), number.Min, number.Max)),
            _ => throw new InvalidOperationException($"Unknown format {item.Format.GetType().Name}."),
        };
    }

    private static string BestWorst(int which, int options)
    {
        int best = which % options;
        return $"{Text(best)}>{Text((best + 1 + (which / options)) % options)}";
    }

    /// <summary>As few as may be chosen, from one option on; one that is chosen alone is passed over unless it is that one.</summary>
    private static string Some(int which, int options, AnswerFormat.MultipleChoice multiple) => multiple.Exclusive.Contains(which) && multiple.Least <= 1
        ? Text(which)
        : string.Join('+', Enumerable.Range(0, options).Select(place => (place + which) % options).Except(multiple.Exclusive).Take(Math.Max(1, multiple.Least)).Order().Select(Text));

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
