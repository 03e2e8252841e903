using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Paper;

/// <summary>A form with a cross at every item that is printed: item i takes one of its first two answers, in turn.</summary>
internal static class PaperFill
{
    public static string[] Of(Battery battery) =>
        [.. battery.Steps.SelectMany(step => step.Form.Items.Select((item, at) => step.Printed.Contains(at) ? Value(item.Format, (step.FirstItem + at) % 2) : ""))];

    private static string Value(AnswerFormat format, int turn) => format switch
    {
        AnswerFormat.Likert likert => (likert.First + turn).ToString(CultureInfo.InvariantCulture),
        AnswerFormat.Pair or AnswerFormat.SingleChoice or AnswerFormat.MultipleChoice => turn.ToString(CultureInfo.InvariantCulture),
        AnswerFormat.BestWorst => turn == 0 ? "0>1" : "2>0",
        _ => throw new NotSupportedException($"No battery has {format.GetType().Name}."),
    };
}
