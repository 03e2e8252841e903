using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// One invented person behind all sections of a lesson: six independent interests and one ability, standard normal. Any other scale is a
/// weighted sum of them and of a part of its own, so that its variance stays 1. The weights are assumptions, not data: they say that who
/// likes to draw is drawn to art wherever it is asked, and nothing about how strongly that holds among real students.
/// </summary>
/// <param name="normal">Gives one standard normal number after another.</param>
/// <param name="shifts">By how much the person lies beside the mean of all, by letter of an interest or by scale; null: by nothing.</param>
internal sealed class LatentPerson(Func<double> normal, IReadOnlyDictionary<string, double>? shifts = null)
{
    /// <summary>What two ways of asking for the same interest have in common: .9 · .9 = .81.</summary>
    private const double SameInterest = 0.9;

    /// <summary>Tasks of different kinds then correlate .49 before their errors.</summary>
    private const double Ability = 0.7;

    /// <summary>Assumed loadings on interests by scale. A scale that is not here stands alone.</summary>
    private static readonly Dictionary<string, (char Interest, double Weight)[]> Loadings = new()
    {
        ["nature"] = [('R', 0.6), ('I', 0.4)],
        ["technique"] = [('R', 0.7), ('I', 0.3)],
        ["human"] = [('S', 0.8), ('E', 0.3)],
        ["sign"] = [('C', 0.7), ('I', 0.4)],
        ["art"] = [('A', 0.95)],
        ["people"] = [('S', 0.7), ('E', 0.5)],
        ["research"] = [('I', 0.9)],
        ["practical"] = [('R', 0.9)],
        ["aesthetic"] = [('A', 0.95)],
        ["active"] = [('R', 0.3), ('E', 0.4)],
        ["economic"] = [('C', 0.6), ('E', 0.5)],
        ["earnings"] = [('E', 0.4), ('S', -0.2)],
        ["stability"] = [('C', 0.5), ('A', -0.3)],
        ["help"] = [('S', 0.8)],
        ["mastery"] = [('R', 0.3), ('I', 0.4)],
        ["creativity"] = [('A', 0.8)],
        ["independence"] = [('A', 0.3), ('C', -0.3)],
        ["leadership"] = [('E', 0.8)],
        ["team"] = [('S', 0.5)],
        ["recognition"] = [('E', 0.5)],
    };

    private readonly Dictionary<char, double> _interests = "RIASEC".ToDictionary(interest => interest, interest => normal() + (shifts?.GetValueOrDefault(interest.ToString()) ?? 0));
    private readonly double _ability = normal();

    /// <summary>How strong this person is in a scale of one instrument; drawn anew at each call.</summary>
    public double StrengthIn(ScaleKey scale)
    {
        (double common, double shared) = Common(scale);
        double own = scale.Id.Length > 1 && shifts is not null ? shifts.GetValueOrDefault(scale.Id) : 0;
        return common + own + (Math.Sqrt(1 - shared) * normal());
    }

    /// <summary>What comes from the person as a whole, and the share of the variance that it is.</summary>
    private (double Value, double Variance) Common(ScaleKey scale)
    {
        if (scale.Kind == ScaleKind.Criterion)
        {
            return (Ability * _ability, Ability * Ability);
        }

        (char Interest, double Weight)[] weights = scale.Id is [char letter] && _interests.ContainsKey(letter)
            ? [(letter, SameInterest)]
            : Loadings.GetValueOrDefault(scale.Id, []);
        return (weights.Sum(one => one.Weight * _interests[one.Interest]), weights.Sum(one => one.Weight * one.Weight));
    }
}
