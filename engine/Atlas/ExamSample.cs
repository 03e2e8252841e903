using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>What one institution asked for in one year. A sample, not a rule: institutions choose from a list and change it.</summary>
/// <param name="Required">ЕГЭ subjects everyone takes.</param>
/// <param name="OneOf">Subjects of which one is chosen; may be empty.</param>
/// <param name="Year">Admission year as the source states it, or "не указан".</param>
/// <param name="Institution">Whose sample it is.</param>
/// <param name="Complete">Whether the source gave the whole set.</param>
/// <param name="Link">Address or place of the source.</param>
public sealed record ExamSample(
    ImmutableArray<string> Required, ImmutableArray<string> OneOf, string Year, string Institution, bool Complete, string Link);
