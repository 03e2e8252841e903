using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Qti;

/// <summary>Writes one item: its question, its answers by code, and of the key what response processing can say.</summary>
/// <param name="instrument">What the item is of.</param>
/// <param name="column">Its place in the full form.</param>
internal sealed class ItemPen(QtiPen pen, Instrument instrument, int column)
{
    private readonly InstrumentForm _form = instrument.Forms[FormReader.Full];

    private Item Item => _form.Items[column];

    private ImmutableArray<(Scale Scale, ItemKey Key)> Keys =>
    [
        .. _form.Key.Scales.SelectMany((scale, place) => scale.Items.Where(key => key.Item == column).Select(key => (instrument.Scales[place], key))),
    ];

    /// <summary>What an answer with this code is called; also in exported results.</summary>
    public static string AnswerOf(int code) => string.Create(CultureInfo.InvariantCulture, $"a{code}");

    /// <summary>How a response of the format is declared; also in exported results.</summary>
    public static (string Cardinality, string BaseType) TypeOf(AnswerFormat format) => format switch
    {
        AnswerFormat.Likert or AnswerFormat.Pair or AnswerFormat.SingleChoice => ("single", "identifier"),
        AnswerFormat.BestWorst => ("multiple", "directedPair"),
        AnswerFormat.MultipleChoice => ("multiple", "identifier"),
        AnswerFormat.Ranking => ("ordered", "identifier"),
        AnswerFormat.Slider => ("single", "integer"),
        AnswerFormat.NumberEntry => ("single", "float"),
        _ => throw new InvalidOperationException($"Unknown format {format.GetType().Name}."),
    };

    /// <param name="pictures">From the item's file: where the picture is, and those of the options; null where there is none.</param>
    public void Write(string identifier, (string? Own, ImmutableArray<string?> Options) pictures) => pen.Root(
        "assessmentItem",
        () =>
        {
            Declare();
            pen.In("itemBody", () => Body(pictures));
            Process();
        },
        ("identifier", identifier), ("title", $"{instrument.Title.Russian}: {Item.Id}"), ("adaptive", "false"), ("timeDependent", "false"));

    private void Declare()
    {
        (string cardinality, string baseType) = TypeOf(Item.Format);
        pen.In(
            "responseDeclaration",
            () =>
            {
                ImmutableArray<byte>[] tasks = [.. Keys.Where(one => one.Scale.Kind == ScaleKind.Criterion).Select(one => one.Key).OfType<ItemKey.Options>().Select(key => key.Points)];
                if (tasks is [var points] && points.Count(value => value > 0) == 1)
                {
                    pen.In("correctResponse", () => pen.Value(AnswerOf(points.IndexOf(points.Max()))));
                }
            },
            ("identifier", QtiNames.Response), ("cardinality", cardinality), ("baseType", baseType));
        foreach ((Scale scale, _) in Keys)
        {
            pen.In(
                "outcomeDeclaration",
                () => pen.In("defaultValue", () => pen.Value("0")),
                ("identifier", QtiIdentifiers.OfScale(scale.Id)), ("cardinality", "single"), ("baseType", "float"), ("interpretation", scale.Title.Russian));
        }
    }

    private void Body((string? Own, ImmutableArray<string?> Options) pictures)
    {
        if (pictures.Own is { } source)
        {
            pen.Html("div", () => pen.Image(source, Item.PictureText!.Russian));
        }

        switch (Item.Format)
        {
            case AnswerFormat.Likert likert:
                Interaction("choiceInteraction", () => Labels(likert), ("maxChoices", "1"), ("minChoices", "0"), ("shuffle", "false"));
                break;
            case AnswerFormat.Pair or AnswerFormat.SingleChoice:
                Interaction("choiceInteraction", () => Options("simpleChoice", pictures.Options), ("maxChoices", "1"), ("minChoices", "0"), ("shuffle", "false"));
                break;
            case AnswerFormat.MultipleChoice multiple:
                Interaction(
                    "choiceInteraction", () => Options("simpleChoice", pictures.Options),
                    ("maxChoices", Whole(multiple.Most)), ("minChoices", Whole(multiple.Least)), ("shuffle", "false"));
                break;
            case AnswerFormat.Ranking:
                Interaction("orderInteraction", () => Options("simpleChoice", pictures.Options), ("shuffle", "false"));
                break;
            case AnswerFormat.BestWorst:
                Interaction("matchInteraction", () => Sets(pictures.Options), ("maxAssociations", "2"), ("minAssociations", "0"), ("shuffle", "false"));
                break;
            case AnswerFormat.Slider slider:
                Interaction("sliderInteraction", () => { }, ("lowerBound", "0"), ("upperBound", "10"), ("step", "1"));
                pen.Html("div", () => Ends(slider), ("class", QtiNames.EndsClass));
                break;
            case AnswerFormat.NumberEntry number:
                pen.Html("p", () =>
                {
                    pen.Words($"{Item.Text.Russian} ");
                    pen.Empty("textEntryInteraction", ("responseIdentifier", QtiNames.Response), ("expectedLength", Whole(LengthOf(number))));
                });
                break;
            default:
                throw new InvalidOperationException($"Unknown format {Item.Format.GetType().Name}.");
        }

        if (Item.Solution is { } solution)
        {
            pen.Rubric("scorer", solution.Russian);
        }
    }

    private void Interaction(string name, Action within, params ReadOnlySpan<(string Name, string Value)> attributes) => pen.In(
        name,
        () =>
        {
            if (Item.Text.Russian.Length > 0)
            {
                pen.Text("prompt", Item.Text.Russian);
            }

            within();
        },
        [("responseIdentifier", QtiNames.Response), .. attributes]);

    private void Labels(AnswerFormat.Likert likert)
    {
        for (int label = 0; label < likert.Labels.Length; label++)
        {
            pen.Text("simpleChoice", likert.Labels[label].Russian, ("identifier", AnswerOf(likert.First + label)));
        }
    }

    private void Options(string element, ImmutableArray<string?> pictures, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        (string, string)[] own = [.. attributes];
        for (int place = 0; place < Item.Options.Length; place++)
        {
            string words = Item.Options[place].Text.Russian;
            string? source = pictures[place];
            pen.In(
                element,
                () =>
                {
                    if (source is null)
                    {
                        pen.Words(words);
                    }
                    else
                    {
                        pen.Image(source, words);
                    }
                },
                [("identifier", AnswerOf(place)), .. own]);
        }
    }

    private void Sets(ImmutableArray<string?> pictures)
    {
        pen.In("simpleMatchSet", () => Options("simpleAssociableChoice", pictures, ("matchMax", "1")));
        pen.In("simpleMatchSet", () =>
        {
            pen.Text("simpleAssociableChoice", "Больше всего", ("identifier", QtiNames.Best), ("matchMax", "1"));
            pen.Text("simpleAssociableChoice", "Меньше всего", ("identifier", QtiNames.Worst), ("matchMax", "1"));
        });
    }

    private void Ends(AnswerFormat.Slider slider)
    {
        pen.Html("p", () => pen.Words(slider.Low.Russian));
        pen.Html("p", () => pen.Words(slider.High.Russian));
    }

    private void Process()
    {
        ImmutableArray<(Scale Scale, ItemKey Key)> keys = Keys;
        if (keys.IsEmpty)
        {
            return;
        }

        pen.In("responseProcessing", () =>
        {
            if (Item.Format is AnswerFormat.Slider)
            {
                pen.In("responseCondition", () => pen.In("responseIf", () =>
                {
                    pen.In("not", () => pen.In("isNull", () => pen.Empty("variable", ("identifier", QtiNames.Response))));
                    foreach ((Scale scale, ItemKey key) in keys)
                    {
                        Follow(scale, key is ItemKey.Rating { Reversed: true });
                    }
                }));
            }
            else if (Item.Format is AnswerFormat.BestWorst)
            {
                foreach ((Scale scale, ItemKey key) in keys)
                {
                    Balance(scale, (ItemKey.BestWorst)key);
                }
            }
            else
            {
                Branches(keys);
            }
        });
    }

    private void Follow(Scale scale, bool isReversed) => pen.In(
        "setOutcomeValue",
        () =>
        {
            if (isReversed)
            {
                pen.In("subtract", () =>
                {
                    pen.Text("baseValue", "10", ("baseType", "float"));
                    pen.Empty("variable", ("identifier", QtiNames.Response));
                });
            }
            else
            {
                // A sum of one makes a float of the integer that was answered.
                pen.In("sum", () =>
                {
                    pen.Empty("variable", ("identifier", QtiNames.Response));
                    pen.Text("baseValue", "0", ("baseType", "float"));
                });
            }
        },
        ("identifier", QtiIdentifiers.OfScale(scale.Id)));

    private void Balance(Scale scale, ItemKey.BestWorst key) => pen.In("responseCondition", () =>
    {
        Branch("responseIf", QtiNames.Best, "1");
        Branch("responseElseIf", QtiNames.Worst, "-1");

        void Branch(string element, string side, string points) => pen.In(element, () =>
        {
            pen.In("member", () =>
            {
                pen.Text("baseValue", $"{AnswerOf(key.Option)} {side}", ("baseType", "directedPair"));
                pen.Empty("variable", ("identifier", QtiNames.Response));
            });
            Set(scale, points);
        });
    });

    private void Branches(ImmutableArray<(Scale Scale, ItemKey Key)> keys)
    {
        (int first, int count) = Item.Format is AnswerFormat.Likert likert ? (likert.First, likert.Labels.Length) : (0, Item.Options.Length);
        pen.In("responseCondition", () =>
        {
            for (int place = 0; place < count; place++)
            {
                byte code = (byte)(first + place);
                pen.In(place == 0 ? "responseIf" : "responseElseIf", () =>
                {
                    pen.In("match", () =>
                    {
                        pen.Empty("variable", ("identifier", QtiNames.Response));
                        pen.Text("baseValue", AnswerOf(code), ("baseType", "identifier"));
                    });
                    foreach ((Scale scale, ItemKey key) in keys)
                    {
                        Set(scale, Whole(key.PointsFor(code)));
                    }
                });
            }
        });
    }

    private void Set(Scale scale, string points) =>
        pen.In("setOutcomeValue", () => pen.Text("baseValue", points, ("baseType", "float")), ("identifier", QtiIdentifiers.OfScale(scale.Id)));

    private static int LengthOf(AnswerFormat.NumberEntry number) =>
        Math.Max(CanonicalAnswer.Of(decimal.Truncate(number.Min)).Length, CanonicalAnswer.Of(decimal.Truncate(number.Max)).Length) + (number.Decimals > 0 ? number.Decimals + 1 : 0);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
