using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Monitoring;

/// <summary>The very same questions, whichever battery asked them.</summary>
public sealed record FormKey(string Instrument, string Version, string Form);

/// <summary>To which groups a session belongs, for all its forms alike.</summary>
/// <param name="Values">By grouping of <see cref="FormTally.Groupings"/>; empty where the list does not tell it.</param>
internal sealed record SessionGroup(int Grade, ImmutableArray<string[]> Values)
{
    /// <summary>Of the session, see <see cref="FormSample.DrawOf"/>.</summary>
    public ulong Draw { get; init; }

    /// <summary>Null where the list does not tell it.</summary>
    public string? Sex { get; private init; }

    public string Settlement { get; private init; } = "";

    public static SessionGroup Of(int grade, string? sex, string settlement, string municipality)
    {
        string told = grade.ToString(CultureInfo.InvariantCulture);
        return new SessionGroup(grade, [.. FormTally.Groupings.Select(by => by.Select(ValueOf).ToArray())]) { Sex = sex, Settlement = settlement };

        string ValueOf(string column) => column switch
        {
            "grade" => told,
            "sex" => sex ?? "",
            "settlement" => settlement,
            "municipality" => municipality,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Nothing is grouped by this."),
        };
    }
}

/// <summary>
/// What sessions that took one form come to: histograms of their scores by group, and by grade what reliability and item statistics need. For one thread; merge afterwards.
/// Scales on which persons may not be compared are left out.
/// </summary>
internal sealed class FormTally
{
    private readonly BatteryStep _step;
    private readonly ImmutableArray<int> _places;
    private readonly ImmutableArray<int> _least;
    private readonly ImmutableArray<NormAccumulator> _norms;
    private readonly ImmutableArray<ItemPlace> _items;
    private readonly SortedDictionary<int, FormCohort> _cohorts = [];
    private readonly FormSample _sample = new();

    public FormTally(BatteryStep step)
    {
        _step = step;
        ImmutableArray<ScaleKey> all = step.Form.Key.Scales;
        _places = [.. Enumerable.Range(0, all.Length).Where(place => all[place] is ComparableScale)];
        Scales = [.. all.OfType<ComparableScale>()];
        _items = ItemPlace.Of(step);
        _least = [.. Scales.Select(ScoreHistogram.LeastAnswered)];
        _norms = Scales.IsEmpty ? [] : [.. Groupings.Select(by => new NormAccumulator([.. Scales.Select(ComparableScore.Of)], by))];
    }

    /// <summary>The groups that are counted, the one that is dropped last first.</summary>
    public static ImmutableArray<ImmutableArray<string>> Groupings { get; } =
        [["grade"], ["grade", "sex"], ["grade", "settlement"], ["grade", "sex", "municipality"]];

    public ImmutableArray<ComparableScale> Scales { get; }

    public long Sessions { get; private set; }

    /// <param name="section">Of the session's profile, made with this form.</param>
    /// <param name="codes">Of its answers, [items of the form].</param>
    /// <param name="times">When each item of the battery was answered; null where that is not known.</param>
    public void Add(ProfileSection section, ReadOnlySpan<byte> codes, IReadOnlyList<long?> times, SessionGroup group)
    {
        Sessions++;
        CountNorms(section, group);
        int[] milliseconds = new int[codes.Length];
        for (int item = 0; item < milliseconds.Length; item++)
        {
            // Before the first item of a section stand its instruction and the end of another; simulated students have no times.
            int place = _step.FirstItem + item;
            milliseconds[item] = item == 0 || place >= times.Count ? -1 : ProtocolCheck.Duration(place, times);
        }

        CohortOf(group.Grade).Add(codes, milliseconds, [.. section.Scales.Select(scale => scale.Raw)]);
        if (!Scales.IsEmpty)
        {
            _sample.Add(new SampledRow(group.Draw, group.Sex, group.Settlement, codes.ToArray()));
        }
    }

    private void CountNorms(ProfileSection section, SessionGroup group)
    {
        foreach ((NormAccumulator norms, string[] values) in _norms.Zip(group.Values))
        {
            ImmutableArray<ScoreHistogram> histograms = norms.HistogramsOf(values);
            for (int scale = 0; scale < _places.Length; scale++)
            {
                ProfileScale score = section.Scales[_places[scale]];
                histograms[scale].PushAnswered([score.Raw ?? double.NaN], [(ushort)score.Answered], _least[scale]);
            }
        }
    }

    public void Merge(FormTally other)
    {
        Sessions += other.Sessions;
        _sample.Merge(other._sample);
        for (int grouping = 0; grouping < _norms.Length; grouping++)
        {
            _norms[grouping].Merge(other._norms[grouping]);
        }

        foreach ((int grade, FormCohort cohort) in other._cohorts)
        {
            CohortOf(grade).Merge(cohort);
        }
    }

    public FormReading Read()
    {
        var together = NewCohort();
        foreach (FormCohort cohort in _cohorts.Values)
        {
            together.Merge(cohort);
        }

        return new FormReading(
            _step.Instrument, _step.Form.Id, Sessions, _norms,
            Scales.IsEmpty ? [] : [.. _cohorts.Select(one => new CohortReading(one.Key, one.Value.Respondents, one.Value.Read()))],
            [.. _cohorts.Select(one => one.Value.ReadItems(one.Key)), together.ReadItems(null)])
        {
            Sample = _sample,
        };
    }

    private FormCohort CohortOf(int grade)
    {
        if (!_cohorts.TryGetValue(grade, out FormCohort? cohort))
        {
            _cohorts.Add(grade, cohort = NewCohort());
        }

        return cohort;
    }

    private FormCohort NewCohort() => new(_step.Form, Scales, _items);
}
