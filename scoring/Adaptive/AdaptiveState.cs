using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>Where one person's adaptive test stands: all that the next move depends on. Immutable; can be stored and gone on with.</summary>
public sealed record AdaptiveState
{
    /// <summary>Items given, in order.</summary>
    public ImmutableArray<int> Items { get; init; } = [];

    /// <summary>Their answers, <see cref="ResponseMatrix.Missing"/> = passed by without an answer.</summary>
    public ImmutableArray<byte> Answers { get; init; } = [];

    /// <summary>Items this person cannot get besides those given: kept back by exposure control, or not to be had.</summary>
    public ImmutableArray<int> Closed { get; init; } = [];

    /// <summary>Provisional θ; at first where the test starts.</summary>
    public required double Theta { get; init; }

    /// <summary>Standard deviation of the posterior; at first of the prior.</summary>
    public required double StandardError { get; init; }
}
