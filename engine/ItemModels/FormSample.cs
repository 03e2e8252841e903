using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.ItemModels;

/// <summary>
/// Answers to one form by at most <see cref="Most"/> sessions: those with the smallest draws, so that parts merge to the same in any order and another pass over the same sessions draws the same ones. For
/// one thread; merge afterwards.
/// </summary>
internal sealed class FormSample
{
    /// <summary>More would move no number by as much as it is told by, and would take the evening.</summary>
    public const int Most = 10_000;

    private readonly int _most;
    private List<SampledRow> _rows = [];

    /// <param name="most">How many sessions at most.</param>
    public FormSample(int most = Most) => _most = most;

    /// <summary>Sessions it was drawn from.</summary>
    public long Sessions { get; private set; }

    public void Add(SampledRow row)
    {
        Sessions++;
        _rows.Add(row);
        if (_rows.Count >= 2 * _most)
        {
            Cut();
        }
    }

    public void Merge(FormSample other)
    {
        Sessions += other.Sessions;
        _rows.AddRange(other._rows);
        if (_rows.Count >= 2 * _most)
        {
            Cut();
        }
    }

    /// <summary>The sampled rows, by their draws.</summary>
    public ImmutableArray<SampledRow> Read()
    {
        Cut();
        return [.. _rows];
    }

    /// <summary>The draw of a session: the same in each pass, and nothing of the session can be told from it.</summary>
    public static ulong DrawOf(string sessionId) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"item models 1\n{sessionId}")));

    private void Cut() => _rows = [.. _rows.OrderBy(row => row.Draw).Take(_most)];
}

/// <summary>One session's answers to the form.</summary>
/// <param name="Draw">See <see cref="FormSample.DrawOf"/>.</param>
/// <param name="Sex">As the store has it; null where the list does not tell it.</param>
/// <param name="Settlement">As the store has it.</param>
/// <param name="Codes">[items of the form]; 255 = no answer.</param>
internal sealed record SampledRow(ulong Draw, string? Sex, string Settlement, byte[] Codes);
