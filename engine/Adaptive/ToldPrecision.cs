namespace Diagnostics.Engine.Adaptive;

/// <summary>How one form measured all simulated persons, rounded as it is told.</summary>
/// <param name="Form">The form.</param>
/// <param name="Length">Tasks at most.</param>
/// <param name="Items">Tasks a person, on average.</param>
/// <param name="Error">The standard error that would be told, on average; θ of these persons has a standard deviation of 1.</param>
/// <param name="TrueError">The root of the mean squared difference between estimate and true θ.</param>
/// <param name="MostMet">Share of the persons that met the task met most often.</param>
public sealed record ToldPrecision(PrecisionForm Form, int Length, double Items, double Error, double TrueError, double MostMet);
