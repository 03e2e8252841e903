using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments;

/// <summary>A scale as people read it: title, what it is about, and its kind.</summary>
public sealed record Scale(string Id, ScaleKind Kind, LocalText Title, LocalText Meaning);
