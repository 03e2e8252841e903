using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// What an item's response processing comes to for one response: keys are read by trying each response, so that it does not matter how an author has put them.
/// The two templates, conditions, comparisons and sums are understood; anything else is named.
/// </summary>
internal sealed class ResponseRules(QtiElement item, ItemDeclarations declarations)
{
    private const string Score = "SCORE";

    /// <summary>So many steps that no honest item comes near.</summary>
    private const int MostSteps = 20_000;

    private readonly QtiElement? _processing = item.First("responseProcessing");
    private readonly Dictionary<string, string[]?> _responses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]?> _outcomes = new(StringComparer.Ordinal);
    private int _steps;

    /// <summary>Whether it asks for the whole right answer at once.</summary>
    public bool IsAllOrNothing { get; } = item.First("responseProcessing")?["template"]?.Contains("match", StringComparison.OrdinalIgnoreCase) == true
        || (item.First("responseProcessing") is null && declarations.Responses.Values.All(response => response.Mapping is null));

    /// <summary>Numeric outcomes after this response.</summary>
    /// <param name="values">Null for no response.</param>
    /// <exception cref="RuleNotReadException">It says something that is not understood.</exception>
    public ImmutableSortedDictionary<string, double> Try(string response, string[]? values)
    {
        _steps = 0;
        _responses.Clear();
        _outcomes.Clear();
        _responses[response] = values is { Length: > 0 } ? values : null;
        foreach ((string name, OutcomeDeclaration outcome) in declarations.Outcomes)
        {
            _outcomes[name] = outcome.IsNumber ? [Text(outcome.Default)] : null;
        }

        if (_processing is { } processing && processing["template"] is null && processing.Children.Any())
        {
            Follow(processing.Children);
        }
        else
        {
            FollowTemplate(response);
        }

        return _outcomes.Where(outcome => IsScale(outcome.Key) && outcome.Value is [_]).ToImmutableSortedDictionary(
            outcome => outcome.Key, outcome => QtiElement.NumberOf(outcome.Value![0]) ?? 0, StringComparer.Ordinal);
    }

    private bool IsScale(string outcome) =>
        outcome is not ("MAXSCORE" or "MINSCORE" or "duration" or "completionStatus" or "numAttempts")
        && (declarations.Outcomes.TryGetValue(outcome, out OutcomeDeclaration? declared) ? declared.IsNumber : outcome == Score);

    private void FollowTemplate(string response)
    {
        if (!declarations.Responses.TryGetValue(response, out ResponseDeclaration? declared))
        {
            return;
        }

        string template = _processing?["template"] ?? "";
        string[]? values = _responses[response];
        if (template.Contains("map_response_point", StringComparison.OrdinalIgnoreCase))
        {
            throw new RuleNotReadException(_processing!, $"the template is not understood");
        }

        bool isMapped = template.Contains("map_response", StringComparison.OrdinalIgnoreCase) || (template.Length == 0 && declared.Mapping is not null);
        if (isMapped && declared.Mapping is { } mapping)
        {
            _outcomes[Score] = [Text(values is null ? 0 : mapping.PointsOf(values))];
        }
        else if (declared.HasCorrect)
        {
            _outcomes[Score] = [values is not null && Same(values, [.. declared.Correct]) ? "1" : "0"];
        }
    }

    private bool Follow(IEnumerable<QtiElement> rules)
    {
        foreach (QtiElement rule in rules)
        {
            Step();
            switch (rule.Name)
            {
                case "responseCondition":
                    if (!FollowCondition(rule))
                    {
                        return false;
                    }

                    break;
                case "setOutcomeValue":
                    string name = rule["identifier"] ?? "";

                    // What is shown is no score; how it comes about need not be understood.
                    if (declarations.Outcomes.TryGetValue(name, out OutcomeDeclaration? outcome) && !outcome.IsNumber)
                    {
                        break;
                    }

                    _outcomes[name] = Value(Only(rule));
                    break;
                case "exitResponse":
                    return false;
                case "responseProcessingFragment":
                    if (!Follow(rule.Children))
                    {
                        return false;
                    }

                    break;
                default:
                    throw new RuleNotReadException(rule);
            }
        }

        return true;
    }

    private bool FollowCondition(QtiElement condition)
    {
        foreach (QtiElement branch in condition.Children)
        {
            if (branch.Name == "responseElse")
            {
                return Follow(branch.Children);
            }

            if (branch.Name is not ("responseIf" or "responseElseIf") || branch.Children.FirstOrDefault() is not { } asked)
            {
                throw new RuleNotReadException(branch);
            }

            if (IsTrue(Value(asked)))
            {
                return Follow(branch.Children.Skip(1));
            }
        }

        return true;
    }

    private string[]? Value(QtiElement expression)
    {
        Step();
        QtiElement[] parts = [.. expression.Children];
        return expression.Name switch
        {
            "baseValue" => [expression.Text.Trim()],
            "null" => null,
            "variable" => Variable(expression["identifier"] ?? ""),
            "correct" => declarations.Responses.GetValueOrDefault(expression["identifier"] ?? "") is { HasCorrect: true } declared ? [.. declared.Correct] : null,
            "mapResponse" => [Text(Mapped(expression))],
            "isNull" => Truth(Value(Only(expression)) is null),
            "not" => Value(Only(expression)) is { } value ? Truth(!IsTrue(value)) : null,
            "and" => Truth(parts.All(part => IsTrue(Value(part)))),
            "or" => Truth(parts.Any(part => IsTrue(Value(part)))),
            "match" or "stringMatch" => Both(parts, expression, Same),
            "equal" => Both(parts, expression, (left, right) => Number(left, expression) == Number(right, expression)),
            "member" => Both(parts, expression, (left, right) => right.Contains(left[0])),
            "contains" => Both(parts, expression, (left, right) => right.All(left.Contains)),
            "gt" => Both(parts, expression, (left, right) => Number(left, expression) > Number(right, expression)),
            "gte" => Both(parts, expression, (left, right) => Number(left, expression) >= Number(right, expression)),
            "lt" => Both(parts, expression, (left, right) => Number(left, expression) < Number(right, expression)),
            "lte" => Both(parts, expression, (left, right) => Number(left, expression) <= Number(right, expression)),
            "sum" => Folded(parts, expression, (left, right) => left + right),
            "product" => Folded(parts, expression, (left, right) => left * right),
            "subtract" => Folded(parts, expression, (left, right) => left - right),
            "multiple" or "ordered" => [.. parts.SelectMany(part => Value(part) ?? [])],
            _ => throw new RuleNotReadException(expression),
        };
    }

    private string[]? Variable(string name) => _responses.TryGetValue(name, out string[]? response) ? response : _outcomes.GetValueOrDefault(name);

    private double Mapped(QtiElement expression)
    {
        string name = expression["identifier"] ?? "";
        return declarations.Responses.GetValueOrDefault(name)?.Mapping is { } mapping && _responses.GetValueOrDefault(name) is { } values ? mapping.PointsOf(values) : 0;
    }

    private string[]? Both(QtiElement[] parts, QtiElement expression, Func<string[], string[], bool> holds) =>
        parts is not [var left, var right]
            ? throw new RuleNotReadException(expression)
            : Value(left) is { Length: > 0 } first && Value(right) is { Length: > 0 } second ? Truth(holds(first, second)) : null;

    private string[]? Folded(QtiElement[] parts, QtiElement expression, Func<double, double, double> fold)
    {
        double? result = null;
        foreach (QtiElement part in parts)
        {
            if (Value(part) is not { } value)
            {
                return null;
            }

            double number = Number(value, expression);
            result = result is { } before ? fold(before, number) : number;
        }

        return result is { } whole ? [Text(whole)] : null;
    }

    /// <summary>The same values whatever their order: an ordered response is never tried here.</summary>
    private static bool Same(string[] left, string[] right) =>
        left.Length == right.Length && (left is [var one] && right is [var other] && QtiElement.NumberOf(one) is { } first && QtiElement.NumberOf(other) is { } second
            ? first == second
            : left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal)));

    private static double Number(string[] value, QtiElement expression) =>
        value is [var only] && QtiElement.NumberOf(only) is { } number ? number : throw new RuleNotReadException(expression);

    private static QtiElement Only(QtiElement rule) => rule.Children.FirstOrDefault() ?? throw new RuleNotReadException(rule);

    private static bool IsTrue(string[]? value) => value is ["true"];

    private static string[] Truth(bool value) => [value ? "true" : "false"];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private void Step()
    {
        if (++_steps > MostSteps)
        {
            throw new RuleNotReadException(item, $"a processing of so many steps is not understood");
        }
    }
}

/// <summary>Response processing says something that is not understood; it is named in the report, and the item is not scored.</summary>
internal sealed class RuleNotReadException(QtiElement at, FormattableString words) : Exception(FormattableString.Invariant(words))
{
    public RuleNotReadException(QtiElement at)
        : this(at, $"{at.Name} is not understood")
    {
    }

    public QtiElement At => at;

    public FormattableString Words => words;
}
