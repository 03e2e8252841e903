using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>One step of a JSON path as the readers write it: a property's name, or a place in an array.</summary>
/// <param name="Name">The property, or null.</param>
/// <param name="Index">The place, where there is no property.</param>
internal readonly record struct JsonPathStep(string? Name, int Index)
{
    /// <summary>The steps of a path; null when it is none.</summary>
    public static ImmutableArray<JsonPathStep>? Of(string path)
    {
        ImmutableArray<JsonPathStep>.Builder steps = ImmutableArray.CreateBuilder<JsonPathStep>();
        ReadOnlySpan<char> rest = path;
        if (rest is not ['$', ..])
        {
            return null;
        }

        rest = rest[1..];
        while (rest.Length > 0)
        {
            int length = rest[0] == '.' ? LengthOfName(rest) : LengthOfBracket(rest);
            if (length == 0 || Read(rest[..length]) is not { } step)
            {
                return null;
            }

            steps.Add(step);
            rest = rest[length..];
        }

        return steps.ToImmutable();
    }

    /// <summary>Where the step leads in a document; null when there is no such place in it.</summary>
    public JsonElement? In(JsonElement? document) => (document, Name) switch
    {
        ({ ValueKind: JsonValueKind.Object } named, { } name) => named.TryGetProperty(name, out JsonElement value) ? value : null,
        ({ ValueKind: JsonValueKind.Array } array, null) => Index < array.GetArrayLength() ? array[Index] : null,
        _ => null,
    };

    private static int LengthOfName(ReadOnlySpan<char> rest)
    {
        int end = rest[1..].IndexOfAny('.', '[');
        int length = end < 0 ? rest.Length : end + 1;
        return length > 1 ? length : 0;
    }

    /// <summary>Up to the closing bracket; one inside a quoted name closes nothing.</summary>
    private static int LengthOfBracket(ReadOnlySpan<char> rest)
    {
        bool quoted = false;
        for (int at = 0; rest[0] == '[' && at < rest.Length; at++)
        {
            if (quoted && rest[at] == '\\')
            {
                at++;
            }
            else if (rest[at] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && rest[at] == ']')
            {
                return at + 1;
            }
        }

        return 0;
    }

    private static JsonPathStep? Read(ReadOnlySpan<char> step)
    {
        if (step[0] == '.')
        {
            return new(step[1..].ToString(), 0);
        }

        ReadOnlySpan<char> inside = step[1..^1];
        if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return new(null, index);
        }

        try
        {
            return inside is ['"', ..] && JsonSerializer.Deserialize<string>(inside) is { } name ? new(name, 0) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
