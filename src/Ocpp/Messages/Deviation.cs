namespace ChargerFirmware.Ocpp.Messages;

/// <summary>Something in a message that is not as the standard has it, and did not hinder.</summary>
/// <param name="Member">
/// Where, as <c>idTagInfo.expiryDate</c>: without indexes, and with <c>*</c> for names that the standard does not know, so that a peer cannot
/// make up more words than the standard has.
/// </param>
/// <param name="Fault">What a strict reader would have refused it for.</param>
/// <param name="IsUsed">Its meaning was taken; otherwise it was left out.</param>
public sealed record Deviation(string Member, MessageFault Fault, bool IsUsed)
{
    public override string ToString() => $"{Fault}; {(IsUsed ? "taken for what it means" : "left out")}";
}
