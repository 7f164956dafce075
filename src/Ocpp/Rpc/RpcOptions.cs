using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>How a peer talks.</summary>
public sealed record RpcOptions
{
    /// <summary>How error codes are spelt to the other side.</summary>
    public ErrorSpelling Spelling { get; init; } = ErrorSpelling.Original;

    /// <summary>How what is around the payload of the other side's calls is read; asked for every frame, because a setting may change it.</summary>
    public Func<Strictness> Calls { get; init; } = () => Strictness.Strict;

    /// <summary>Calls of ours that may wait for their answer at once. The standard wants one (OCPP-J 1.6, 4.1.1).</summary>
    public int MaxOutstanding { get; init; } = 1;

    /// <summary>Calls of the other side that may wait for their turn; more are refused.</summary>
    public int MaxIncoming { get; init; } = 64;

    /// <summary>So many bytes of payload they may have together.</summary>
    public int MaxIncomingBytes { get; init; } = 4 * 1024 * 1024;
}
