using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Monitoring;

/// <summary>All forms that sessions of one population took. Merging gives the same whatever the order. For one thread.</summary>
internal sealed class RegionTally
{
    private readonly Dictionary<FormKey, FormTally> _forms = [];

    public long Sessions { get; private set; }

    public IEnumerable<FormTally> Forms => _forms.OrderBy(form => form.Key.Instrument, StringComparer.Ordinal)
        .ThenBy(form => form.Key.Version, StringComparer.Ordinal).ThenBy(form => form.Key.Form, StringComparer.Ordinal).Select(form => form.Value);

    /// <param name="codes">Of the answers, by step.</param>
    /// <param name="times">When each item of the battery was answered.</param>
    public void Add(Battery battery, Profile profile, ImmutableArray<byte[]> codes, IReadOnlyList<long?> times, SessionGroup group)
    {
        Sessions++;
        foreach ((BatteryStep step, byte[] own) in battery.Steps.Zip(codes))
        {
            // Everybody met other tasks: neither counts of items nor sums of points say anything here.
            if (step.Adaptive is null && profile.Sections.FirstOrDefault(section => section.Instrument == step.Instrument.Id && section.Form == step.Form.Id) is { } section)
            {
                FormOf(step).Add(section, own, times, group);
            }
        }
    }

    public void Merge(RegionTally other)
    {
        Sessions += other.Sessions;
        foreach ((FormKey key, FormTally form) in other._forms)
        {
            if (!_forms.TryAdd(key, form))
            {
                _forms[key].Merge(form);
            }
        }
    }

    private FormTally FormOf(BatteryStep step)
    {
        FormKey key = new(step.Instrument.Id, step.Instrument.Version, step.Form.Id);
        if (!_forms.TryGetValue(key, out FormTally? form))
        {
            _forms.Add(key, form = new FormTally(step));
        }

        return form;
    }
}
