using System.Text;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Central.Cli;

/// <summary>Keeps every frame in the store, without the secrets in it. Used on the loop of the central system.</summary>
internal static class FrameKeeper
{
    // Of a frame that is longer its beginning says enough.
    private const int MaxLength = 16 * 1024;

    public static void Attach(Csms csms) => csms.MessageTraced += message =>
    {
        var text = MayHoldSecrets(message.Frame.Span)
            ? FrameSecrets.Redaction.Write(message.Frame)
            : Encoding.UTF8.GetString(message.Frame.Span);
        var record = new FrameRecord(message.Station, message.Time, message.Direction, message.Action, Text.Shortened(text, MaxLength));
        csms.Store.Write(new StoreChange.Frame(record));
    };

    /// <summary>Few frames name a key or an address; the others need not be searched.</summary>
    private static bool MayHoldSecrets(ReadOnlySpan<byte> frame) =>
        frame.IndexOf("\"key\""u8) >= 0 || frame.IndexOf("location"u8) >= 0 || frame.IndexOf("://"u8) >= 0;
}
