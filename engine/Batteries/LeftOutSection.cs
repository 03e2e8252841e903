using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>A section that a form of the lesson does without.</summary>
/// <param name="Title">Its title where it is given.</param>
/// <param name="Text">What a student and a parent read in its place: neutral, and without a reason that lies in the student.</param>
public sealed record LeftOutSection(LocalText Title, LocalText Text);
