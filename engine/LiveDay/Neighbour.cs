namespace Diagnostics.Engine.LiveDay;

/// <summary>Another node as this one knows it. Its silence is measured by this node's clock, because clocks of machines differ.</summary>
internal sealed class Neighbour(NodeHead head, long heardAtMs)
{
    private readonly Dictionary<string, ClassWord> _words = new(StringComparer.Ordinal);

    public NodeHead Head { get; private set; } = head;

    /// <summary>When its row was last seen to change, Unix ms.</summary>
    public long HeardAtMs { get; private set; } = heardAtMs;

    /// <summary>Up to which of its revisions its words are known here.</summary>
    public long Known { get; set; }

    /// <summary>Its last word of each class.</summary>
    public IReadOnlyDictionary<string, ClassWord> Words => _words;

    public bool IsHeard(long nowMs) => nowMs - HeardAtMs < TroubleRules.ServerMs;

    public void Meet(NodeHead head, long nowMs)
    {
        if (head.BeatAtMs != Head.BeatAtMs)
        {
            HeardAtMs = nowMs;
        }

        Head = head;
    }

    public void Spoke(ClassWord word) => _words[word.ClassId] = word;

    /// <summary>Its words count no more; should it come back, all of them are read again.</summary>
    public void Forget()
    {
        _words.Clear();
        Known = 0;
    }
}
