using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>Keeps the frames of all stations in the store, without the secrets in them. Made and ended on the central system's loop.</summary>
internal sealed class FrameLog : IDisposable
{
    /// <summary>Of a longer frame the beginning is kept.</summary>
    public const int LongestText = 16_384;

    private readonly Csms _csms;

    public FrameLog(Csms csms)
    {
        _csms = csms;
        csms.MessageTraced += Keep;
    }

    public void Dispose() => _csms.MessageTraced -= Keep;

    private void Keep(TracedMessage message)
    {
        var text = FrameSecrets.Redaction.Write(message.Frame);
        _csms.Store.Write(new StoreChange.Frame(new FrameRecord(
            message.Station, message.Time, message.Direction, message.Action, text.Length <= LongestText ? text : text[..LongestText] + "...")));
    }
}
