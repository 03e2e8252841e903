using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// The profiles of a file that may stand for its group: all six scores there, and none of them prorated where the file has answered counts.
/// How many items a scale has is the largest count in the file; a larger one than any before shows that nothing until then was complete.
/// For one thread, in the file's order.
/// </summary>
internal sealed class CompleteProfiles
{
    private readonly double[] _items = new double[HollandCode.Letters.Length];

    /// <summary>The group so far.</summary>
    public ReferenceSample Sample { get; private set; } = new();

    /// <summary>Adds the complete profiles of a block.</summary>
    public void Add(ProfileBlock block)
    {
        int width = _items.Length;
        for (int start = 0; start < block.Ids.Count * width; start += width)
        {
            if (block.Answered is null || IsComplete(block.Answered.AsSpan(start, width)))
            {
                Sample.TryAdd(block.Scores.AsSpan(start, width));
            }
        }
    }

    private bool IsComplete(ReadOnlySpan<double> answered)
    {
        bool isComplete = true;
        for (int score = 0; score < _items.Length; score++)
        {
            if (answered[score] > _items[score])
            {
                _items[score] = answered[score];
                Sample = new ReferenceSample();
            }

            isComplete &= answered[score] == _items[score];
        }

        return isComplete;
    }
}
