namespace Diagnostics.Scoring.Calibration;

/// <summary>An item with guessing at one node: P = c + (1 − c)F(z), with its derivatives by z and by logit c.</summary>
/// <param name="Right">P.</param>
/// <param name="Wrong">1 − P, with all its digits.</param>
/// <param name="ByLogit">∂P/∂z.</param>
/// <param name="ByGuessing">∂P/∂logit c.</param>
/// <param name="F">logistic(z).</param>
internal readonly record struct GuessedPoint(double Right, double Wrong, double ByLogit, double ByGuessing, double F)
{
    public static GuessedPoint At(double z, double guessing)
    {
        double small = Math.Exp(-Math.Abs(z));
        (double f, double lack) = z >= 0 ? (1 / (1 + small), small / (1 + small)) : (small / (1 + small), 1 / (1 + small));
        return new GuessedPoint(guessing + ((1 - guessing) * f), (1 - guessing) * lack, (1 - guessing) * f * lack, lack * guessing * (1 - guessing), f);
    }
}
