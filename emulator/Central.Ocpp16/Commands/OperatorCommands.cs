using System.Text.Json;
using ChargerFirmware.Central.Commands;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.Reservation;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Commands;

/// <summary>What an operator asks, as calls of OCPP 1.6 (section 5).</summary>
internal sealed class OperatorCommands(ConnectedStation station) : IStationCommands
{
    public Task<CommandOutcome> StartAsync(int? connectorId, string idToken) => CallAsync(
        Ocpp16Catalog.RemoteStartTransaction, new RemoteStartTransactionRequest { ConnectorId = connectorId, IdTag = idToken });

    public Task<CommandOutcome> StopAsync(SessionRecord session) =>
        CallAsync(Ocpp16Catalog.RemoteStopTransaction, new RemoteStopTransactionRequest { TransactionId = session.Id });

    public Task<CommandOutcome> ResetAsync(bool isHard) =>
        CallAsync(Ocpp16Catalog.Reset, new ResetRequest { Type = isHard ? ResetType.Hard : ResetType.Soft });

    public Task<CommandOutcome> UnlockAsync(int connectorId) =>
        CallAsync(Ocpp16Catalog.UnlockConnector, new UnlockConnectorRequest { ConnectorId = connectorId });

    public Task<CommandOutcome> ReserveAsync(int reservationId, int connectorId, string idToken, DateTimeOffset expiryDate) => CallAsync(
        Ocpp16Catalog.ReserveNow,
        new ReserveNowRequest { ReservationId = reservationId, ConnectorId = connectorId, IdTag = idToken, ExpiryDate = expiryDate });

    public Task<CommandOutcome> CancelReservationAsync(int reservationId) =>
        CallAsync(Ocpp16Catalog.CancelReservation, new CancelReservationRequest { ReservationId = reservationId });

    public Task<CommandOutcome> ChangeAvailabilityAsync(int connectorId, bool isOperative) => CallAsync(
        Ocpp16Catalog.ChangeAvailability,
        new ChangeAvailabilityRequest
        {
            ConnectorId = connectorId,
            Type = isOperative ? AvailabilityType.Operative : AvailabilityType.Inoperative,
        });

    private async Task<CommandOutcome> CallAsync<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        var outcome = await station.CallAsync(action.Name, action.EncodeRequest(request));
        return new CommandOutcome(outcome is CallOutcome.Result result ? StatusOf(result.Payload) : null, outcome);
    }

    /// <summary>The station's own word, also one that the standard does not know.</summary>
    private static string? StatusOf(ReadOnlyMemory<byte> response)
    {
        using var json = JsonDocument.Parse(response.IsEmpty ? "{}"u8.ToArray() : response);
        return json.RootElement.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
    }
}
