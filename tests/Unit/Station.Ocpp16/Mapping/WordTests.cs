using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Mapping;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Transactions;
using Domain = ChargerFirmware.Station;
using Wire = ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.StationOcpp16.Mapping;

/// <summary>Every word of the station has its own in the standard, and the other way round where the standard knows no more.</summary>
public sealed class WordTests
{
    [Fact]
    public void Every_status_of_a_connector_is_reported_in_its_own_word() =>
        SayTheSame<ConnectorStatus, ChargePointStatus>(ConnectorStatuses.Write);

    [Fact]
    public void Every_error_code_is_reported_in_its_own_word() =>
        SayTheSame<ErrorCode, ChargePointErrorCode>(ErrorCodes.Write);

    [Fact]
    public void Every_end_of_an_update_of_the_list_has_its_answer() =>
        SayTheSame<LocalListResult, UpdateStatus>(LocalListResults.Write);

    [Fact]
    public void Every_change_of_availability_has_its_answer() =>
        SayTheSame<AvailabilityChange, AvailabilityStatus>(AvailabilityChanges.Write);

    [Fact]
    public void Every_end_of_an_unlocking_has_its_answer() =>
        SayTheSame<UnlockResult, UnlockStatus>(UnlockResults.Write);

    [Fact]
    public void Every_status_of_an_update_is_reported_in_its_own_word() =>
        SayTheSame<FirmwareUpdateStatus, FirmwareStatus>(FirmwareUpdateStatuses.Write);

    [Fact]
    public void Every_status_of_an_upload_is_reported_in_its_own_word() =>
        SayTheSame<Domain.Maintenance.DiagnosticsStatus, Wire.DiagnosticsStatus>(DiagnosticsStatuses.Write);

    [Fact]
    public void Every_context_of_a_reading_is_reported_in_its_own_word() =>
        SayTheSame<Domain.Metering.ReadingContext, Wire.ReadingContext>(ReadingContexts.Write);

    [Fact]
    public void Every_reason_of_a_stop_is_reported_in_its_own_word() =>
        SayTheSame<StopReason, Reason>(StopReasons.Write);

    [Fact]
    public void Every_end_of_a_reservation_has_its_answer() =>
        SayTheSame<ReservationResult, ReservationStatus>(ReservationResults.Write);

    [Fact]
    public void Every_decision_about_a_token_is_read_as_what_it_says() =>
        SayTheSame<Wire.AuthorizationStatus, Domain.Authorization.AuthorizationStatus>(AuthorizationStatuses.Read);

    [Fact]
    public void What_the_station_measures_is_reported_in_its_own_word()
    {
        foreach (var measurand in Enum.GetValues<Domain.Metering.Measurand>())
        {
            Assert.Equal(measurand.ToString(), Measurands.Write(measurand).ToString());
        }
    }

    [Fact]
    public void A_phase_rotation_is_read_as_it_was_written()
    {
        foreach (var rotation in Enum.GetValues<PhaseRotation>())
        {
            Assert.Equal(rotation, PhaseRotations.Read(PhaseRotations.Write(rotation)));
        }
    }

    [Theory]
    [InlineData("rst")]
    [InlineData("2")]
    [InlineData("RST,RTS")]
    [InlineData("")]
    public void A_phase_rotation_that_the_standard_does_not_know_is_none(string word) => Assert.Null(PhaseRotations.Read(word));

    /// <summary>Walks both enums. They happen to be spelt alike today, which is what shows here that no arm is crossed.</summary>
    private static void SayTheSame<TFrom, TTo>(Func<TFrom, TTo> map)
        where TFrom : struct, Enum
        where TTo : struct, Enum
    {
        var mapped = Enum.GetValues<TFrom>().ToDictionary(from => from, map);

        Assert.All(mapped, pair => Assert.Equal(pair.Key.ToString(), pair.Value.ToString()));
        Assert.Equal(Enum.GetValues<TTo>().Order(), mapped.Values.Order());
    }
}
