namespace Diagnostics.Engine.Adaptive;

/// <summary>How a form measured simulated persons.</summary>
/// <param name="Form">The form.</param>
/// <param name="From">The persons' true θ: at least this; −∞: any.</param>
/// <param name="To">And under this; +∞: any.</param>
/// <param name="Persons">How many they were.</param>
/// <param name="Items">Tasks a person, on average; NaN of nobody, as all that follows.</param>
/// <param name="Error">The standard error that would be told, on average.</param>
/// <param name="TrueError">The root of the mean squared difference between estimate and true θ.</param>
/// <param name="Bias">The mean difference: below 0 where estimates are too low.</param>
/// <param name="MostExposed">Share of these persons that met the task met most often.</param>
/// <param name="NeverGiven">Tasks of the bank that none of them met.</param>
public readonly record struct PrecisionRow(
    PrecisionForm Form,
    double From,
    double To,
    int Persons,
    double Items,
    double Error,
    double TrueError,
    double Bias,
    double MostExposed,
    int NeverGiven);
