/// What a connection may take: all inbound network input counts as hostile.
package struct ServerLimits: Sendable {
  /// From the first moment, or from the last answer, to the end of a request's head: drip by drip doesn't help.
  package var headTime: Duration = .seconds(10)
  /// From a piece of an answer to the moment when the last byte of it has left.
  package var answerTime: Duration = .seconds(60)
  /// Bytes of a request's head: its first line and its headers.
  package var headSize = 32 << 10
  package var connections = 1024
  /// Bytes of answers that clients have not taken yet, of all connections together.
  package var untakenBytes = 64 << 20
  /// Bytes of a file that are read at once; the next ones are when these have left.
  package var pieceSize = 64 << 10
  /// Bytes that the system holds of an answer on its way to one client.
  package var systemBuffer = 128 << 10
  package var heartbeat: Duration = .seconds(15)

  package init() {}
}
