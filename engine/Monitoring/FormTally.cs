using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;
using Diagnostics.Scoring.Reliability;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Monitoring;

/// <summary>The very same questions, whichever battery asked them.</summary>
public sealed record FormKey(string Instrument, string Version, string Form);

/// <summary>To which groups a session belongs, for all its forms alike.</summary>
/// <param name="Values">By grouping of <see cref="FormTally.Groupings"/>; empty where the list does not tell it.</param>
internal sealed record SessionGroup(int Grade, ImmutableArray<string[]> Values)
{
    public static SessionGroup Of(int grade, string? sex, string settlement, string municipality)
    {
        string told = grade.ToString(CultureInfo.InvariantCulture);
        return new SessionGroup(grade, [.. FormTally.Groupings.Select(by => by.Select(ValueOf).ToArray())]);

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
    /// <summary>So many rows are gathered before they are added: columns of one row would be read for nothing.</summary>
    private const int RowsAtOnce = 256;

    private readonly BatteryStep _step;
    private readonly ImmutableArray<int> _places;
    private readonly ImmutableArray<int> _least;
    private readonly ImmutableArray<NormAccumulator> _norms;
    private readonly SortedDictionary<int, Cohort> _cohorts = [];

    public FormTally(BatteryStep step)
    {
        _step = step;
        ImmutableArray<ScaleKey> all = step.Form.Key.Scales;
        _places = [.. Enumerable.Range(0, all.Length).Where(place => all[place] is ComparableScale)];
        Scales = [.. all.OfType<ComparableScale>()];
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
    public void Add(ProfileSection section, ReadOnlySpan<byte> codes, SessionGroup group)
    {
        Sessions++;
        if (Scales.IsEmpty)
        {
            return;
        }

        foreach ((NormAccumulator norms, string[] values) in _norms.Zip(group.Values))
        {
            ImmutableArray<ScoreHistogram> histograms = norms.HistogramsOf(values);
            for (int scale = 0; scale < _places.Length; scale++)
            {
                ProfileScale score = section.Scales[_places[scale]];
                histograms[scale].PushAnswered([score.Raw ?? double.NaN], [(ushort)score.Answered], _least[scale]);
            }
        }

        CohortOf(group.Grade).Add(codes);
    }

    public void Merge(FormTally other)
    {
        Sessions += other.Sessions;
        for (int grouping = 0; grouping < _norms.Length; grouping++)
        {
            _norms[grouping].Merge(other._norms[grouping]);
        }

        foreach ((int grade, Cohort cohort) in other._cohorts)
        {
            CohortOf(grade).Merge(cohort);
        }
    }

    public FormReading Read() => new(
        _step.Instrument, _step.Form.Id, Sessions, _norms,
        [.. _cohorts.Select(one => new CohortReading(one.Key, one.Value.Respondents, one.Value.Read()))]);

    private Cohort CohortOf(int grade)
    {
        if (!_cohorts.TryGetValue(grade, out Cohort? cohort))
        {
            _cohorts.Add(grade, cohort = new Cohort(Scales, _step.Form.Items.Length));
        }

        return cohort;
    }

    /// <summary>One grade.</summary>
    private sealed class Cohort(ImmutableArray<ComparableScale> scales, int items)
    {
        private readonly ImmutableArray<ScaleSample> _samples = [.. scales.Select(scale => new ScaleSample(scale))];
        private ResponseMatrixBuilder _waiting = new(items, RowsAtOnce);

        public long Respondents => _samples[0].Rows + _waiting.Respondents;

        public void Add(ReadOnlySpan<byte> codes)
        {
            _waiting.Add(codes);
            if (_waiting.Respondents == RowsAtOnce)
            {
                Flush();
            }
        }

        public void Merge(Cohort other)
        {
            other.Flush();
            foreach ((ScaleSample own, ScaleSample theirs) in _samples.Zip(other._samples))
            {
                own.Merge(theirs);
            }
        }

        public ImmutableArray<ScaleStatistics> Read()
        {
            Flush();
            return [.. _samples.Select(ScaleStatistics.Of)];
        }

        private void Flush()
        {
            ResponseMatrix rows = _waiting.Build();
            foreach (ScaleSample sample in _samples)
            {
                sample.Add(rows);
            }

            _waiting = new ResponseMatrixBuilder(items, RowsAtOnce);
        }
    }
}
