using System.Text;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Central.Cli;

/// <summary>Keeps the frames of all stations in the store, without the secrets in them. Made and ended on the central system's loop.</summary>
internal sealed class FrameKeeper : IDisposable
{
    /// <summary>Of a longer frame the beginning is kept; in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private readonly Csms _csms;

    public FrameKeeper(Csms csms)
    {
        _csms = csms;
        csms.MessageTraced += Keep;
    }

    public void Dispose() => _csms.MessageTraced -= Keep;

    private void Keep(TracedMessage message)
    {
        var text = MayHoldSecrets(message)
            ? FrameSecrets.Redaction.Write(message.Frame)
            : Encoding.UTF8.GetString(message.Frame.Span);
        var record = new FrameRecord(message.Station, message.Time, message.Direction, message.Action, Text.Shortened(text, MaxLength));
        _csms.Store.Write(new StoreChange.Frame(record));
    }

    /// <summary>Few frames hold a setting or an address; the others need not be searched.</summary>
    private static bool MayHoldSecrets(TracedMessage message) =>
        message.Action is null or "ChangeConfiguration" or "GetConfiguration" or "GetDiagnostics" or "UpdateFirmware" or "DataTransfer" ||
        message.Frame.Span.IndexOf("://"u8) >= 0;
}
