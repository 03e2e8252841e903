using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>Foreign text as it may stand in a message: quoted, on one line, short.</summary>
internal static class Quoted
{
    private const int Longest = 60;

    public static string Of(string text) =>
        JsonSerializer.Serialize(text.Length <= Longest ? text : text[..Longest] + "…", PlainJson.Options);
}
