using System.Text.Json;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>A valid answer to every item of a package: ratings climb and fall with the item's number, choices take the first.</summary>
internal static class SimpleAnswers
{
    public static IEnumerable<AnswerEntry> Of(JsonElement package) =>
        from step in package.GetProperty("steps").EnumerateArray()
        let first = step.GetProperty("first").GetInt32()
        from item in step.GetProperty("items").EnumerateArray().Select((item, position) => (item, position))
        let format = step.GetProperty("formats")[item.item.GetProperty("format").GetInt32()]
        let number = first + item.position
        select new AnswerEntry(number, Value(format, number), 1000L * (number + 1));

    private static string Value(JsonElement format, int number) => format.GetProperty("type").GetString() switch
    {
        "likert" => (format.GetProperty("first").GetInt32() + (number % format.GetProperty("labels").GetArrayLength()))
            .ToString(System.Globalization.CultureInfo.InvariantCulture),
        "pair" or "singleChoice" or "multipleChoice" => "0",
        "bestWorst" => "0>1",
        var other => throw new NotSupportedException($"No simple answer for {other}."),
    };
}
