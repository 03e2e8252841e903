using System.Collections.Immutable;

namespace Diagnostics.Engine.Qti;

/// <summary>What an item declares before its body: its responses with their keys, and its outcomes.</summary>
internal sealed class ItemDeclarations
{
    public ItemDeclarations(QtiElement item)
    {
        foreach (QtiElement response in item.Named("responseDeclaration"))
        {
            Responses[response["identifier"] ?? ""] = new ResponseDeclaration(response);
        }

        foreach (QtiElement outcome in item.Named("outcomeDeclaration"))
        {
            Outcomes[outcome["identifier"] ?? ""] = new OutcomeDeclaration(outcome);
        }
    }

    public Dictionary<string, ResponseDeclaration> Responses { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OutcomeDeclaration> Outcomes { get; } = new(StringComparer.Ordinal);
}

/// <summary>A response as it is declared.</summary>
internal sealed class ResponseDeclaration
{
    public ResponseDeclaration(QtiElement declaration)
    {
        BaseType = declaration["baseType"] ?? "";
        Correct = declaration.First("correctResponse") is { } correct ? [.. correct.Named("value").Select(value => value.Text.Trim())] : [];
        HasCorrect = !Correct.IsEmpty;
        Mapping = declaration.First("mapping") is { } mapping ? new Mapping(mapping) : null;
    }

    public string BaseType { get; }

    public bool HasCorrect { get; }

    public ImmutableArray<string> Correct { get; }

    public Mapping? Mapping { get; }
}

/// <summary>Points by value.</summary>
internal sealed class Mapping
{
    private readonly Dictionary<string, double> _points = new(StringComparer.Ordinal);
    private readonly double _default;
    private readonly double _least;
    private readonly double _most;

    public Mapping(QtiElement mapping)
    {
        (_default, _least, _most) = (mapping.Number("defaultValue") ?? 0, mapping.Number("lowerBound") ?? double.MinValue, mapping.Number("upperBound") ?? double.MaxValue);
        foreach (QtiElement entry in mapping.Named("mapEntry"))
        {
            _points[entry["mapKey"]?.Trim() ?? ""] = entry.Number("mappedValue") ?? 0;
        }
    }

    public double PointsOf(IEnumerable<string> values) => Math.Min(Math.Max(values.Distinct(StringComparer.Ordinal).Sum(PointsOf), _least), _most);

    /// <summary>Of one value among several, before the whole is bounded.</summary>
    public double PointsOf(string value) => _points.GetValueOrDefault(value, _default);
}

/// <summary>An outcome as it is declared.</summary>
internal sealed class OutcomeDeclaration(QtiElement declaration)
{
    public bool IsNumber { get; } = declaration["baseType"] is "float" or "integer" && declaration["cardinality"] is null or "single";

    /// <summary>Where the author says what it stands for.</summary>
    public string? Interpretation { get; } = declaration["interpretation"];

    public double Default { get; } = QtiElement.NumberOf(declaration.First("defaultValue")?.First("value")?.Text) ?? 0;
}
