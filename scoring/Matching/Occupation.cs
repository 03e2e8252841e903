using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Scoring.Matching;

/// <summary>An occupation and its six interest values.</summary>
public sealed record Occupation
{
    /// <summary>Makes an occupation.</summary>
    /// <param name="code">Its code in the atlas, not empty; ties are listed by it.</param>
    /// <param name="title">Its title.</param>
    /// <param name="values">
    /// Interest values in the order of <see cref="HollandCode.Letters"/>, one unit for the whole atlas, finite, [6].
    /// </param>
    /// <param name="family">The family it is reported under; null: the code up to its first hyphen, for SOC the major group.</param>
    /// <exception cref="ArgumentException">The code is empty, there are not six values, or one is not finite.</exception>
    public Occupation(string code, string title, ImmutableArray<double> values, string? family = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(title);
        if (values.IsDefault || values.Length != HollandCode.Letters.Length || !values.All(double.IsFinite))
        {
            throw new ArgumentException($"Occupation {code} needs six finite values.", nameof(values));
        }

        Code = code;
        Title = title;
        Values = values;
        Family = family ?? code.Split('-')[0];
        InterestCode = InterestCode.Of(values.AsSpan());
    }

    /// <summary>Its code in the atlas.</summary>
    public string Code { get; }

    /// <summary>Its title.</summary>
    public string Title { get; }

    /// <summary>Interest values, [6].</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The family it is reported under.</summary>
    public string Family { get; }

    /// <summary>Three letters recomputed from the values, never taken from a column that can hold "none".</summary>
    public InterestCode InterestCode { get; }
}
