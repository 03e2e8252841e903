using System.Text.Json;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// A finished session's last answers and their times by item, null where there was none, the times also where no clock saw the answer; one row, so that re-scoring reads one row a
/// session.
/// </summary>
internal sealed record PackedAnswers(IReadOnlyList<string?> Values, IReadOnlyList<long?> Times)
{
    public static PackedAnswers Of(Session session)
    {
        int items = session.Rules.ItemCount;
        string?[] values = new string?[items];
        long?[] times = new long?[items];
        for (int item = 0; item < items && !session.Saved.IsEmpty; item++)
        {
            values[item] = session.Saved[item].Value;
            times[item] = values[item] is null || session.Saved[item].Remarks.HasFlag(AnswerRemarks.OnPaper) ? null : session.Saved[item].AtMs;
        }

        return new PackedAnswers(values, times);
    }

    public string ValuesJson() => JsonSerializer.Serialize(Values);

    public string TimesJson() => JsonSerializer.Serialize(Times);

    public static PackedAnswers FromJson(string values, string times) =>
        new(JsonSerializer.Deserialize<string?[]>(values)!, JsonSerializer.Deserialize<long?[]>(times)!);
}
