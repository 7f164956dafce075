using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Misbehaving;

/// <summary>What a call hears instead of its right answer.</summary>
internal abstract record PlannedAnswer
{
    private PlannedAnswer()
    {
    }

    /// <summary>Not carried out: a CALLERROR.</summary>
    public sealed record Refusal(CallReply.Error Reply) : PlannedAnswer;

    /// <summary>Carried out, but the CALLRESULT is another one.</summary>
    public sealed record Nonsense(ReadOnlyMemory<byte> Payload) : PlannedAnswer;

    /// <summary>Carried out, but never answered.</summary>
    public sealed record Silence : PlannedAnswer;

    /// <summary>Carried out, but the link is closed instead of an answer.</summary>
    public sealed record HangUp : PlannedAnswer;
}
