namespace Diagnostics.Engine.LiveDay;

/// <summary>What a node is, as it says itself.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Schema">The newest migration it knows.</param>
/// <param name="Content">A fingerprint of the packages it gives to browsers: nodes of one store must have the same.</param>
/// <param name="Keys">A fingerprint of all its keys, which reveals nothing of them: nodes of one store hold copies of the same.</param>
/// <param name="StartedMs">Since when it serves, Unix ms.</param>
/// <param name="IsDraining">It lets go of its students and ends.</param>
public sealed record NodeAbout(string Version, string Schema, string Content, string Keys, long StartedMs, bool IsDraining)
{
    /// <summary>A student who goes from one to the other may meet another page: told by the board of the day.</summary>
    internal bool IsUnlike(NodeAbout other) => (Version, Schema, Content) != (other.Version, other.Schema, other.Content);
}
