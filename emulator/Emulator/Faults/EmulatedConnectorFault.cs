using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

/// <summary>A fault at one connector.</summary>
public abstract class EmulatedConnectorFault(string name, string summary) : EmulatedFault(name, summary)
{
    public sealed override string? Refusal(EmulatedBoard board, int connector) =>
        Refusal(board.Site.Connector(connector), board.Board.Connectors[connector - 1]);

    public sealed override void Apply(EmulatedBoard board, int connector) => Set(board, board.Site.Connector(connector), present: true);

    public sealed override void Clear(EmulatedBoard board, int connector) => Set(board, board.Site.Connector(connector), present: false);

    /// <inheritdoc cref="EmulatedFault.Refusal"/>
    protected virtual string? Refusal(SiteConnector connector, ConnectorRoles roles) => null;

    protected abstract void Set(EmulatedBoard board, SiteConnector connector, bool present);
}
