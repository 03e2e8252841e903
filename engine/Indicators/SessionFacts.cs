using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Engine.Indicators;

/// <summary>One finished session as its row tells it.</summary>
/// <param name="Reasons">Why a talk should come first.</param>
internal sealed record FinishedFacts(string SessionId, Profile Profile, PackedAnswers Answers, NeedReason Reasons);

/// <summary>The same as indicators read it.</summary>
/// <param name="IsComparable">Nothing speaks against comparing it (PRODUCT 6.7), but that it may be simulated.</param>
/// <param name="Parent">Null where no parent answered.</param>
internal sealed record SessionFacts(Profile Profile, PackedAnswers Answers, NeedReason Reasons, bool IsComparable, ParentAnswers? Parent);

/// <param name="Form">Of the instrument for parents; answers stand in its order.</param>
internal sealed record ParentAnswers(string Instrument, InstrumentForm Form, IReadOnlyList<string> Given)
{
    /// <summary>The canonical answer to an item; empty where it was not asked or not answered.</summary>
    public string To(string item)
    {
        for (int place = 0; place < Form.Items.Length; place++)
        {
            if (Form.Items[place].Id == item)
            {
                return Given[place];
            }
        }

        return "";
    }
}
