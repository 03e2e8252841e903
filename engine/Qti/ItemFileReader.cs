using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Diagnostics.Engine.Qti;

/// <summary>Reads one assessmentItem: to items of ours, or to the reason why it is left out. For one package.</summary>
internal sealed class ItemFileReader
{
    private const int LongestText = 2_000;

    private readonly PictureReader _pictures;
    private readonly FindingList _findings;
    private readonly QtiReadingOptions _options;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public ItemFileReader(PictureReader pictures, FindingList findings, QtiReadingOptions options) =>
        (_pictures, _findings, _options) = (pictures, findings, options);

    /// <summary>What outcomes stand for, where an author says it.</summary>
    public Dictionary<string, string> Interpretations { get; } = new(StringComparer.Ordinal);

    /// <summary>Empty after the list was told why.</summary>
    public ImmutableArray<DraftItem> Read(string file, QtiElement item)
    {
        if (item.Name != "assessmentItem")
        {
            _findings.LeftOut(file, item, item.Name == "questestinterop" ? (FormattableString)$"QTI 1.2 is not read; export the package as QTI 2.2 or 3.0." : $"The file holds no item.");
            return [];
        }

        if (item.First("itemBody") is not { } root)
        {
            _findings.LeftOut(file, item, $"The item has no body.");
            return [];
        }

        if (item.Flag("adaptive") || item.Children.FirstOrDefault(child => child.Name is "templateDeclaration" or "templateProcessing") is not null)
        {
            _findings.LeftOut(file, item, $"The item changes while it is answered (adaptive or made from a template).");
            return [];
        }

        TellLanguage(file, item);
        ItemBody body = ItemBody.Of(root);
        if (body.Refused is { } refused)
        {
            _findings.LeftOut(file, refused, $"An item holds text and pictures only; this cannot be told in them.");
            return [];
        }

        if (body.Interactions is not [var interaction])
        {
            _findings.LeftOut(file, item, body.Interactions.Count == 0 ? (FormattableString)$"There is nothing to answer." : $"The item has {body.Interactions.Count} questions in one; an item of ours has one.");
            return [];
        }

        ItemBody prompt = interaction.First("prompt") is { } asked ? ItemBody.Of(asked) : ItemBody.Of(new QtiElement(new System.Xml.Linq.XElement("prompt")));
        if (prompt.Refused is { } inPrompt)
        {
            _findings.LeftOut(file, inPrompt, $"An item holds text and pictures only; this cannot be told in them.");
            return [];
        }

        string text = ItemBody.Tidy($"{body.Text} {prompt.Text}");
        if (IsLong(text) || IsLong(body.Solution))
        {
            _findings.LeftOut(file, item, $"The text has more than {LongestText} characters.");
            return [];
        }

        (DraftPicture? picture, bool isPictured) = PictureOf(file, [.. body.Pictures, .. prompt.Pictures], item);
        if (!isPictured)
        {
            return [];
        }

        foreach (QtiElement feedback in item.Named("modalFeedback").Take(1))
        {
            _findings.Changed(file, feedback, $"What is said after an answer is not kept.");
        }

        if (body.Lost.Concat(prompt.Lost).Distinct().ToArray() is { Length: > 0 } lost)
        {
            _findings.Changed(file, root, $"Not kept of the body: {string.Join(", ", lost)}.");
        }

        ItemDeclarations declarations = new(item);
        foreach ((string outcome, OutcomeDeclaration declared) in declarations.Outcomes)
        {
            if (declared.Interpretation is { Length: > 0 } words)
            {
                Interpretations.TryAdd(outcome, words);
            }
        }

        InteractionReader reader = new(this, _findings, file, item, declarations);
        return [.. reader.Read(interaction, text, body.Ends).Select(draft => draft with { Picture = picture, Solution = body.Solution })];
    }

    /// <summary>An option's text and picture, or null after the list was told why.</summary>
    public DraftOption? OptionOf(string file, QtiElement choice, int place)
    {
        ItemBody body = ItemBody.Of(choice);
        if (body.Refused is { } refused || body.Interactions.Count > 0 || body.Pictures.Count > 1)
        {
            _findings.LeftOut(file, body.Refused ?? choice, $"An option holds text and one picture at most.");
            return null;
        }

        if (body.Lost.Count > 0)
        {
            Once($"lost {file}", () => _findings.Changed(file, choice, $"Not kept of the options: {string.Join(", ", body.Lost)}."));
        }

        if (body.Pictures is not [var element])
        {
            if (body.Text.Length > 0 && !IsLong(body.Text))
            {
                return new DraftOption(body.Text, null);
            }

            _findings.LeftOut(file, choice, body.Text.Length == 0 ? (FormattableString)$"The option says nothing." : $"The option has more than {LongestText} characters.");
            return null;
        }

        (JsonObject? svg, string words, FormattableString? reason) = _pictures.Read(file, element);
        string text = body.Text.Length > 0 ? body.Text : words;
        if (svg is null && (!_options.WithoutPictures || text.Length == 0))
        {
            _findings.LeftOut(file, element, $"The item's option has a picture that cannot be held: {reason}.");
            return null;
        }

        if (svg is null)
        {
            _findings.Changed(file, element, $"The option stands without its picture: {reason}.");
        }
        else if (text.Length == 0)
        {
            text = $"Рисунок {place + 1}";
            _findings.Changed(file, element, $"The option's picture has no words (alt); it is called by its place.");
        }

        return IsLong(text) ? null : new DraftOption(text, svg);
    }

    /// <summary>Says a thing once for the whole package.</summary>
    public void Once(string what, Action tell)
    {
        if (_told.Add(what))
        {
            tell();
        }
    }

    private static bool IsLong(string text) => text.EnumerateRunes().Count() > LongestText;

    private void TellLanguage(string file, QtiElement item)
    {
        if (item.Language() is { Length: > 0 } language && !language.StartsWith("ru", StringComparison.OrdinalIgnoreCase))
        {
            Once($"language {language}", () => _findings.Changed(file, item, $"The words are said to be in \"{language}\"; they stand as Russian, which every text has, until somebody translates them."));
        }
    }

    private (DraftPicture? Picture, bool IsRead) PictureOf(string file, QtiElement[] elements, QtiElement item)
    {
        if (elements.Length == 0)
        {
            return (null, true);
        }

        if (elements.Length > 1 && !_options.WithoutPictures)
        {
            _findings.LeftOut(file, elements[1], $"An item holds one picture, this one has more.");
            return (null, false);
        }

        (JsonObject? svg, string words, FormattableString? reason) = _pictures.Read(file, elements[0]);
        if (svg is null || elements.Length > 1)
        {
            reason = svg is null ? reason : $"an item holds one picture, this one has more";
            if (!_options.WithoutPictures)
            {
                _findings.LeftOut(file, elements[0], $"The item has a picture that cannot be held: {reason}.");
                return (null, false);
            }

            _findings.Changed(file, elements[0], $"The item stands without its picture: {reason}.");
            return (null, true);
        }

        if (words.Length == 0 || IsLong(words))
        {
            words = "Рисунок к заданию";
            _findings.Changed(file, item, $"The picture has no words (alt) for those who do not see it; they are to be written.");
        }

        return (new DraftPicture(svg, words), true);
    }
}
