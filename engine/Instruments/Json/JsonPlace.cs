using System.Text.Json;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>
/// A value of a document together with where it stands. Every reading method returns null (or nothing) after it has put its fault
/// on the list, so that a reader goes on and finds the next fault too.
/// </summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path, FaultList Faults)
{
    public void Fault(FormattableString reason) => Faults.Add(Path, reason);

    /// <summary>The properties of an object of known shape; unknown, repeated and missing ones are faults.</summary>
    public JsonFields? Open(JsonShape shape)
    {
        if (!Is(JsonValueKind.Object, $"an object"))
        {
            return null;
        }

        Dictionary<string, JsonPlace> found = new(StringComparer.Ordinal);
        foreach ((string name, JsonPlace place) in Named())
        {
            if (shape.Has(name))
            {
                found[name] = place;
            }
            else
            {
                place.Fault($"Unknown property; {shape.Name} has {string.Join(", ", shape.Required.Concat(shape.Optional))}.");
            }
        }

        foreach (string name in shape.Required.Where(name => !found.ContainsKey(name)))
        {
            Fault($"Property {new PropertyName(shape.Name, name)} is missing.");
        }

        return new JsonFields(found);
    }

    /// <summary>The properties of an object whose names are free; repeated and ill-formed names are faults and left out.</summary>
    public IEnumerable<(string Name, JsonPlace Place)> Entries(int least, int most)
    {
        if (!Is(JsonValueKind.Object, $"an object"))
        {
            return [];
        }

        List<(string, JsonPlace)> entries = [.. Named()];
        CheckCount(entries.Count, least, most);
        return entries;
    }

    public IEnumerable<JsonPlace> Elements(int least, int most)
    {
        if (!Is(JsonValueKind.Array, $"an array"))
        {
            return [];
        }

        CheckCount(Element.GetArrayLength(), least, most);
        (string path, FaultList faults) = (Path, Faults);
        return Element.EnumerateArray().Select((element, index) => new JsonPlace(element, $"{path}[{index}]", faults));
    }

    /// <summary>The text of a property before the object is opened, where its shape hangs on it; puts no fault on the list.</summary>
    public string? Peek(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonPlace unheard = this with { Faults = new FaultList() };
        return unheard.Named().Where(entry => entry.Name == name).Select(entry => entry.Place.Text()).FirstOrDefault();
    }

    public string? Text()
    {
        if (!Is(JsonValueKind.String, $"a string"))
        {
            return null;
        }

        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            Fault($"The string is not valid Unicode.");
            return null;
        }
    }

    public decimal? Number(decimal least, decimal most)
    {
        if (!Is(JsonValueKind.Number, $"a number"))
        {
            return null;
        }

        if (Element.TryGetDecimal(out decimal value) && value >= least && value <= most)
        {
            return value;
        }

        Fault($"Expected a number from {least} to {most}.");
        return null;
    }

    public int? Whole(int least, int most)
    {
        if (Number(least, most) is not { } value)
        {
            return null;
        }

        if (decimal.IsInteger(value))
        {
            return (int)value;
        }

        Fault($"Expected a whole number.");
        return null;
    }

    public bool? Flag()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Element.GetBoolean();
        }

        Fault($"Expected true or false, found {Called(Element.ValueKind)}.");
        return null;
    }

    private bool Is(JsonValueKind kind, FormattableString wanted)
    {
        if (Element.ValueKind == kind)
        {
            return true;
        }

        Fault($"Expected {wanted}, found {Called(Element.ValueKind)}.");
        return false;
    }

    private void CheckCount(int count, int least, int most)
    {
        if (count < least || count > most)
        {
            Fault($"Expected {least} to {most} entries, found {count}.");
        }
    }

    private IEnumerable<(string Name, JsonPlace Place)> Named()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty property in Element.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
            {
                Fault($"A property name is not valid Unicode.");
                continue;
            }

            JsonPlace place = new(property.Value, Path + Step(name), Faults);
            if (seen.Add(name))
            {
                yield return (name, place);
            }
            else
            {
                place.Fault($"The property stands here twice.");
            }
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>How a path goes on to a property.</summary>
    public static string Step(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$')
            ? $".{name}"
            : $"[{Quoted.Of(name)}]";

    private static FormattableString Called(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Undefined => $"nothing",
        JsonValueKind.Object => $"an object",
        JsonValueKind.Array => $"an array",
        JsonValueKind.String => $"a string",
        JsonValueKind.Number => $"a number",
        JsonValueKind.True => $"true",
        JsonValueKind.False => $"false",
        JsonValueKind.Null => $"null",
    };
}
