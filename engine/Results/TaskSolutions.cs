using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Results;

/// <summary>The tasks of a student's battery with the way to their right answers; for learning, so there is no score and no count in it.</summary>
/// <param name="WithAnswers">Whether the student's own answers are in it: the campaign shows aptitudes.</param>
/// <param name="Sections">Sections with solutions in the battery's order; empty when it has none.</param>
public sealed record TaskSolutions(bool WithAnswers, IReadOnlyList<SolvedSection> Sections);

/// <param name="InstrumentId">The instrument, e.g. aptitude-verbal.</param>
/// <param name="Tasks">All tasks of the form, also those that were never reached.</param>
public sealed record SolvedSection(string InstrumentId, string Title, IReadOnlyList<SolvedTask> Tasks);

/// <param name="Svg">The drawing the task is about, or null.</param>
/// <param name="SvgText">The drawing in words; there exactly when <paramref name="Svg"/> is.</param>
/// <param name="Right">Position of the right option.</param>
/// <param name="Own">Position of the student's option; null when skipped, not reached or not shown.</param>
/// <param name="Solution">How the right answer is found.</param>
public sealed record SolvedTask(
    string Text, SvgElement? Svg, string? SvgText, IReadOnlyList<SolvedOption> Options, int Right, int? Own, string Solution);

/// <param name="Text">The option, or the name of its drawing.</param>
public sealed record SolvedOption(string Text, SvgElement? Svg);

/// <summary>When the solutions of a student's tasks can be read.</summary>
/// <param name="FromMs">End of the campaign's window, Unix ms.</param>
/// <param name="Open">Whether it is over by the server's clock.</param>
public sealed record SolutionsOpening(long FromMs, bool Open);
