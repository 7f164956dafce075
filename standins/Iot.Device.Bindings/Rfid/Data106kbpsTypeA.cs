namespace Iot.Device.Rfid;

/// <summary>What an ISO/IEC 14443 type A card says of itself while it is selected.</summary>
public class Data106kbpsTypeA(byte targetNumber, ushort atqa, byte sak, byte[] nfcId, byte[]? ats)
{
    public byte TargetNumber { get; set; } = targetNumber;

    /// <summary>Answer to the request; the byte that came first is the low one.</summary>
    public ushort Atqa { get; set; } = atqa;

    /// <summary>Select acknowledge of the last cascade level.</summary>
    public byte Sak { get; set; } = sak;

    /// <summary>The UID in wire order: 4, 7 or 10 bytes.</summary>
    public byte[] NfcId { get; set; } = nfcId;

    /// <summary>Answer to select, where one was asked for.</summary>
    public byte[]? Ats { get; set; } = ats;
}
