namespace Diagnostics.Scoring.Change;

/// <summary>What a reliable change index says about one person.</summary>
public enum ChangeClass
{
    /// <summary>|RCI| ≤ 1.96: within the error of measurement.</summary>
    Same,

    /// <summary>RCI &gt; 1.96.</summary>
    Up,

    /// <summary>RCI &lt; −1.96.</summary>
    Down,
}
