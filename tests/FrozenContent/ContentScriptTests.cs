using System.Collections.Immutable;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Sessions;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.FrozenContent;

/// <summary>The students of a content rehearsal, over all that is built in: what they answer is taken, every form is played, and no key can be another without their seeing it.</summary>
public sealed class ContentScriptTests
{
    private static readonly ContentShelf Shelf = ContentShelf.LoadBuiltIn();
    private static readonly ContentInventory Inventory = new(Shelf, AtlasLibrary.LoadBuiltIn(), ConsentTexts.LoadBuiltIn());
    private static readonly ContentUse Use = Inventory.Of([]);

    [Fact]
    public void Every_form_of_every_instrument_is_played()
    {
        string[] played = [.. Use.Batteries.SelectMany(battery => Inventory.ExpectedOf(battery)).Select(section => section.Part).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(Use.Parts.Where(part => part.Kind == ContentPartKind.Form).Select(part => part.Name).Order(StringComparer.Ordinal), played);
        Assert.Equal(Enum.GetValues<ContentPartKind>(), Use.Parts.Select(part => part.Kind).Distinct().Order());
        Assert.Empty(Inventory.Compare(Use.Parts, Use.Parts));
    }

    [Fact]
    public void Every_answer_is_one_the_battery_takes_and_every_answer_of_an_item_is_given_by_somebody()
    {
        foreach (Battery battery in Use.Batteries)
        {
            AnswerRules rules = new(battery, TimeSpan.Zero);
            AnswerEntry[][] students = [.. Enumerable.Range(0, ContentScript.StudentsOf(battery)).Select(student => ContentScript.Answers(battery, student).ToArray())];
            Assert.All(students.SelectMany(answers => answers), answer => Assert.True(rules.Accepts(answer), $"{battery.Id}: {answer.Item} {answer.Value}"));
            foreach ((BatteryStep step, ItemKey key) in battery.Steps.SelectMany(step => step.Form.Key.Scales.SelectMany(scale => scale.Items).Select(key => (step, key))))
            {
                AnswerFormat format = step.Form.Items[key.Item].Format;
                byte[] given = [.. students.SelectMany(answers => answers).Where(answer => answer.Item == step.FirstItem + key.Item).Select(answer => format.CodeOf(answer.Value)).Distinct().Order()];
                Assert.Equal(Enumerable.Range(0, byte.MaxValue).Select(code => (byte)code).Where(key.Accepts), given);
            }
        }
    }

    [Fact]
    public void One_key_of_one_item_that_is_another_gives_another_result()
    {
        int changed = 0;
        foreach (BatteryStep step in Use.Batteries.SelectMany(battery => battery.Steps).DistinctBy(step => ContentInventory.NameOf(step.Instrument, step.Form)))
        {
            string before = HashOf(step.Form);
            for (int scale = 0; scale < step.Form.Key.Scales.Length; scale++)
            {
                foreach (ItemKey key in step.Form.Key.Scales[scale].Items)
                {
                    if (Other(key) is { } other && With(step.Form.Key, scale, key, other) is { } keys)
                    {
                        Assert.NotEqual(before, HashOf(new InstrumentForm(step.Form.Id, step.Form.Items, keys)));
                        changed++;
                    }
                }
            }

            string HashOf(InstrumentForm form) =>
                ContentResults.Expect(new Battery("one", "1.0.0", step.Instrument.Title, [8], [step with { Form = form, FirstItem = 0, Adaptive = Over(step.Adaptive, form) }])).Single().Hash;
        }

        Assert.True(changed > 500, $"{changed}");
    }

    /// <summary>The same section over a bank with other keys; null where there is none.</summary>
    private static AdaptiveSection? Over(AdaptiveSection? section, InstrumentForm form) => section is null
        ? null
        : new AdaptiveSection(ItemBank.Of(section.Bank.Instrument with { Forms = section.Bank.Instrument.Forms.SetItem("full", form) }, section.Bank.Items), section.Limits);

    /// <summary>The slip of a hand: turned round, or the right answer is the next one.</summary>
    private static ItemKey? Other(ItemKey key) => key switch
    {
        ItemKey.Rating rating => rating with { Reversed = !rating.Reversed },
        ItemKey.Options { Points: var points } options when points.Distinct().Count() > 1 => options with { Points = [points[^1], .. points.RemoveAt(points.Length - 1)] },
        _ => null,
    };

    private static ScoringKey? With(ScoringKey key, int at, ItemKey old, ItemKey other)
    {
        ScaleKey scale = key.Scales[at];
        ImmutableArray<ItemKey> items = scale.Items.Replace(old, other);
        ScaleKey? changed = scale switch
        {
            NormativeScale => new NormativeScale(scale.Id, items, scale.Missing),
            IpsativeScale => new IpsativeScale(scale.Id, items, scale.Missing),
            CriterionScale => new CriterionScale(scale.Id, items),
            _ => null,
        };
        return changed is null ? null : ScoringKey.Create(key.Items, key.Scales.SetItem(at, changed));
    }
}
